package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * A call of the slow backend is answered when the backend has answered. Whatever happens to the
 * backend, the client's connection survives it, and the next call finds the backend again.
 */
interface BackendContract extends Contract {

  @Test
  default void theAnswerWaitsForTheBackendAndHoldsUpNobodyElse() throws Exception {
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      TestClient bystander = server.client();
      TestClient client = server.client();
      call(client, 7, Payloads.of(1, 100));
      Deadline.await("the call arrives", () -> backend.calls() == 1);
      bystander.echo(Payloads.of(2, 1_000));
      assertThat(client.hasInput()).as("an answer before the backend's").isFalse();
      backend.letAnswer(1);
      expectAnswer(client, 7, Payloads.of(1, 100));
      client.echo(Payloads.of(3, 10));
    }
  }

  @Test
  default void oneBackendConnectionServesAllCallsOfAClient() throws Exception {
    try (var backend = PlayedBackend.start();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      client.echo(Payloads.of(1, 100));
      assertThat(backend.accepted()).as("connections before the first call").isZero();
      for (int i = 0; i < 50; i++) {
        call(client, i, Payloads.of(i, 20 * i));
        expectAnswer(client, i, Payloads.of(i, 20 * i));
      }
      assertThat(backend.accepted()).isEqualTo(1);
      client.close();
      Deadline.await("the backend connection ends with the client's", () -> backend.open() == 0);
    }
  }

  @Test
  default void whatArrivesAtOnceIsAnsweredInOrderOneCallAtATime() throws Exception {
    try (var backend = PlayedBackend.start();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      for (int i = 0; i < 100; i++) {
        call(client, i, Payloads.of(i, i));
        client.sendEcho(Payloads.of(-i, 2 * i));
      }
      for (int i = 0; i < 100; i++) {
        expectAnswer(client, i, Payloads.of(i, i));
        client.expectEcho(Payloads.of(-i, 2 * i));
      }
      assertThat(backend.overlapping()).as("calls in flight beside another").isZero();
      assertThat(backend.accepted()).isEqualTo(1);
    }
  }

  @Test
  default void muchThatIsAskedBehindACallIsAnsweredAfterIt() throws Exception {
    int behind = 8;
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      call(client, 1, Payloads.of(1, 50_000));
      Work<Boolean> sending =
          TestServer.beside(() -> {
            for (int i = 0; i < behind; i++) {
              client.sendEcho(Payloads.of(i, 1_000_000));
            }
            return true;
          });
      Deadline.await("the call arrives", () -> backend.calls() == 1);
      assertThat(client.hasInput()).as("an answer before its turn").isFalse();
      backend.letAnswer(1);
      expectAnswer(client, 1, Payloads.of(1, 50_000));
      for (int i = 0; i < behind; i++) {
        client.expectEcho(Payloads.of(i, 1_000_000));
      }
      sending.result();
    }
  }

  @Test
  default void manyClientsWaitAtOnce() throws Exception {
    int clients = 100;
    EchoContract.assumeDescriptors(6L * clients);
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      var waiting = new ArrayList<TestClient>();
      for (int i = 0; i < clients; i++) {
        TestClient client = server.client();
        call(client, i, Payloads.of(i, 200));
        waiting.add(client);
      }
      Deadline.await("all wait at the same time", () -> backend.calls() == clients);
      backend.letAnswer(clients);
      for (int i = 0; i < clients; i++) {
        expectAnswer(waiting.get(i), i, Payloads.of(i, 200));
      }
      assertThat(backend.accepted()).isEqualTo(clients);
    }
  }

  @Test
  default void withoutABackendACallIsAnsweredSo() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      expectUnavailable(client);
      expectUnavailable(client);
    }
  }

  @Test
  default void aBackendThatIsDownCostsTheCallOnly() throws Exception {
    InetSocketAddress address;
    try (var gone = PlayedBackend.start()) {
      address = gone.address();
    }
    try (var server = start(config().withBackend(address))) {
      TestClient client = server.client();
      expectUnavailable(client);
      expectUnavailable(client);
      try (var _ = PlayedBackend.start(address)) {
        call(client, 3, Payloads.of(3, 10));
        expectAnswer(client, 3, Payloads.of(3, 10));
        client.close();
      }
      assertThat(server.stats().accepted()).isEqualTo(1);
    }
  }

  @Test
  default void aBackendThatDiesDuringACallCostsTheCallOnly() throws Exception {
    try (var dying = PlayedBackend.holding();
        var server = start(config().withBackend(dying.address()))) {
      TestClient client = server.client();
      call(client, 1, Payloads.of(1, 10));
      Deadline.await("the call arrives", () -> dying.calls() == 1);
      dying.kill();
      expectRefusal(client);
      client.echo(Payloads.of(2, 10));
      try (var back = PlayedBackend.start(dying.address())) {
        call(client, 3, Payloads.of(3, 10));
        expectAnswer(client, 3, Payloads.of(3, 10));
        assertThat(back.accepted()).isEqualTo(1);
        client.close();
      }
    }
  }

  @Test
  default void aBackendThatDiesBetweenCallsCostsAtMostOne() throws Exception {
    try (var dying = PlayedBackend.start();
        var server = start(config().withBackend(dying.address()))) {
      TestClient client = server.client();
      call(client, 1, Payloads.of(1, 10));
      expectAnswer(client, 1, Payloads.of(1, 10));
      dying.kill();
      try (var _ = PlayedBackend.start(dying.address())) {
        call(client, 2, Payloads.of(2, 10));
        client.receive(); // the kept connection may be found dead only by this
        call(client, 3, Payloads.of(3, 10));
        expectAnswer(client, 3, Payloads.of(3, 10));
        client.close();
      }
    }
  }

  @Test
  default void aBackendThatAnswersWronglyIsNotBelieved() throws Exception {
    try (var backend = PlayedBackend.start();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      List<String> wrong =
          List.of(
              "00000001 01", // an echo
              "00000009 02 0000000000000000", // a value
              "00000002 7f 05", // bad body
              "00000001 55", // no such op
              "00000003 03 aabb", // another payload
              "00000000", // bad length
              "ffffffff 03");
      for (String answer : wrong) {
        backend.answer(HexFormat.of().parseHex(answer.replace(" ", "")));
        expectUnavailable(client);
      }
      backend.answer(null);
      backend.add((byte) 0);
      expectUnavailable(client);
      backend.add();
      call(client, 9, Payloads.of(9, 10));
      expectAnswer(client, 9, Payloads.of(9, 10));
      assertThat(backend.accepted()).as("none is used again").isEqualTo(wrong.size() + 2);
      Deadline.await("none is kept", () -> backend.open() == 1);
    }
  }

  @Test
  default void whoLeavesDuringACallLeavesNothing() throws Exception {
    int clients = 10;
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      for (int i = 0; i < clients; i++) {
        TestClient client = server.client();
        call(client, i, Payloads.of(i, 10));
        int arrived = i + 1;
        Deadline.await("the call arrives", () -> backend.calls() == arrived);
        if (i % 2 == 0) {
          client.reset();
        } else {
          client.close();
        }
      }
      backend.letAnswer(clients);
      Deadline.await("nobody is left", () -> server.stats().open() == 0 && backend.open() == 0);
    }
  }

  @Test
  default void aHalfCloseDuringACallIsAnsweredFirst() throws Exception {
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      call(client, 1, Payloads.of(1, 10));
      client.sendEcho(Payloads.of(2, 10));
      client.halfClose();
      Deadline.await("the call arrives", () -> backend.calls() == 1);
      backend.letAnswer(1);
      expectAnswer(client, 1, Payloads.of(1, 10));
      client.expectEcho(Payloads.of(2, 10));
      client.expectEnd();
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }

  @Test
  default void aCallInFlightAtTheEndIsAnswered() throws Exception {
    try (var backend = PlayedBackend.holding();
        var server = start(config().withBackend(backend.address()))) {
      TestClient client = server.client();
      call(client, 1, Payloads.of(1, 10));
      Deadline.await("the call arrives", () -> backend.calls() == 1);
      Work<Boolean> closing = server.closeBeside();
      backend.letAnswer(1);
      expectAnswer(client, 1, Payloads.of(1, 10));
      client.expectEnd();
      client.close();
      closing.result();
      assertThat(server.stats().ioFailures()).isZero();
    }
  }

  private static void call(TestClient client, int millis, byte[] payload) throws IOException {
    client.ask(new Request.CallBackend(millis, ByteBuffer.wrap(payload)));
  }

  private static void expectAnswer(TestClient client, int millis, byte[] payload)
      throws IOException {
    Reply reply = client.receive();
    assertThat(reply).isInstanceOf(Reply.BackendAnswered.class);
    var answered = (Reply.BackendAnswered) reply;
    assertThat(answered.millis()).isEqualTo(millis);
    assertThat(
            answered.payload().remaining() == 0
                || answered.payload().equals(ByteBuffer.wrap(payload)))
        .as("the payload comes back, where the protocol carries one")
        .isTrue();
  }

  /** Calls in vain, and shows that the connection has survived it. */
  default void expectUnavailable(TestClient client) throws IOException {
    call(client, 1, Payloads.of(1, 30));
    expectRefusal(client);
    client.echo(Payloads.of(2, 30));
  }

  /** That the backend is not there. */
  default void expectRefusal(TestClient client) throws IOException {
    int code = dialect() == Dialect.TCP ? 6 : 502;
    assertThat(client.receive())
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.text()).contains("backend");
            });
  }
}
