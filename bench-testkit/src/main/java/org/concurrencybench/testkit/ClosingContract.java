package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * However a client ends a connection, it gets what it is owed, nobody else notices, and it is
 * counted for what it was.
 */
interface ClosingContract extends Contract {

  /** Far more than a server has read when it answers, less than it discards. */
  int STILL_SENDING_BYTES = 3 << 20;

  @Test
  default void requestsBeforeAHalfCloseAreAnswered() throws Exception {
    try (var server = start()) {
      List<byte[]> payloads = Payloads.mixed(50, 3_000);
      TestClient client = server.client();
      client.send(client.encoded(payloads));
      client.halfClose();
      client.expectEchoes(payloads);
      client.expectEnd();
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }

  @Test
  default void aRequestCutOffByAHalfCloseIsDropped() throws Exception {
    try (var server = start()) {
      byte[] whole = Payloads.of(1, 100);
      TestClient client = server.client();
      client.sendEcho(whole);
      client.send(Arrays.copyOf(client.encoded(Payloads.of(2, 50_000)), 30_000));
      client.halfClose();
      client.expectEcho(whole);
      client.expectEnd();
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }

  @Test
  default void whatIsOwedSurvivesAHalfCloseByAClientThatReadsLate() throws Exception {
    try (var server = start()) {
      List<byte[]> payloads = Payloads.mixed(24, 1 << 20);
      TestClient client = server.client();
      byte[] bytes = client.encoded(payloads);
      var sent = new AtomicLong();
      Work<Boolean> sending =
          TestServer.beside(() -> {
            sendCounting(client, bytes, sent);
            client.halfClose();
            return true;
          });
      Deadline.awaitQuiet("the server takes no more", sent::get);
      client.expectEchoes(payloads);
      client.expectEnd();
      sending.result();
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }

  @Test
  default void aClientThatSaysNothingAndLeavesIsNormal() throws Exception {
    try (var server = start()) {
      server.connection().close();
      Deadline.await("a normal ending", () -> server.stats().normal() == 1);
    }
  }

  @Test
  default void aResetIsCountedAndDisturbsNobody() throws Exception {
    try (var server = start()) {
      TestClient bystander = server.client();
      bystander.echo(Payloads.of(1, 1_000));
      TestClient client = server.client();
      client.echo(Payloads.of(2, 1_000));
      client.reset();
      Deadline.await("an I/O failure", () -> server.stats().ioFailures() == 1);
      bystander.echo(Payloads.of(3, 1_000));
    }
  }

  @Test
  default void aResetByAClientThatDoesNotReadIsCounted() throws Exception {
    try (var server = start()) {
      TestClient bystander = server.client();
      TestClient client = server.client();
      byte[] request = client.encoded(Payloads.of(1, 1 << 20));
      var sent = new AtomicLong();
      Work<Boolean> sending =
          TestServer.beside(() -> {
            try {
              while (true) {
                sendCounting(client, request, sent);
              }
            } catch (IOException _) {
              return true; // its own reset ends it
            }
          });
      Deadline.awaitQuiet("the server takes no more", sent::get);
      client.reset();
      sending.result();
      Deadline.await("an I/O failure", () -> server.stats().ioFailures() == 1);
      bystander.echo(Payloads.of(3, 1_000));
    }
  }

  @Test
  default void aViolationIsAnsweredAndTheAnswerArrivesThoughTheClientIsStillSending()
      throws Exception {
    try (var server = start()) {
      long violations = 0;
      for (Violation violation : dialect().violations()) {
        byte[] before = Payloads.of(violations, 200);
        try (TestClient client = server.client()) {
          client.sendEcho(before);
          client.send(violation.bytes());
          Work<Boolean> sending =
              TestServer.beside(() -> {
                client.send(new byte[STILL_SENDING_BYTES]);
                return true;
              });
          sending.result();
          client.expectEcho(before);
          violation.check(client.readToEnd());
        }
        long expected = ++violations;
        Deadline.await("counted: " + violation, () -> server.stats().violations() == expected);
      }
    }
  }

  @Test
  default void aViolatorThatNeverLeavesIsLeft() throws Exception {
    try (var server = start()) {
      Violation violation = dialect().violations().getFirst();
      TestClient silent = server.client();
      silent.send(violation.bytes());
      violation.check(silent.readToEnd());
      TestClient talking = server.client();
      talking.send(violation.bytes());
      Work<Boolean> sending =
          TestServer.beside(() -> {
            try {
              while (true) {
                talking.send(new byte[64 * 1024]);
              }
            } catch (IOException _) {
              return true; // what was to be shown
            }
          });
      Deadline.await("both left", () -> server.stats().open() == 0);
      sending.result();
      assertThat(server.stats().violations()).isEqualTo(2);
    }
  }

  private static void sendCounting(TestClient client, byte[] bytes, AtomicLong sent)
      throws IOException {
    int chunk = 64 * 1024;
    for (int from = 0; from < bytes.length; from += chunk) {
      int to = Math.min(bytes.length, from + chunk);
      client.send(Arrays.copyOfRange(bytes, from, to));
      sent.addAndGet(to - from);
    }
  }
}
