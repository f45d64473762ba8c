package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * A request that is held open until something is said in a room: it misses nothing, wakes with
 * everybody else, and leaves nothing behind when it is over or its client is gone.
 */
interface LongPollContract extends Contract {

  String ROOM = "a";

  /** Far beyond the end of every test: whoever waits for it would fail. */
  int FOREVER_MILLIS = Request.MAX_MILLIS;

  @Test
  default void messagesAreReadOneAfterTheOther() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      for (int i = 1; i <= 10; i++) {
        post(client, text(i));
      }
      for (int i = 1; i <= 10; i++) {
        poll(client, i - 1, FOREVER_MILLIS);
        expectMessage(client, i, text(i));
      }
      poll(client, 10, 1);
      assertThat(client.receive()).isInstanceOf(Reply.NoMessage.class);
    }
  }

  @Test
  default void whoWaitsIsAnsweredWhenSomethingIsSaid() throws Exception {
    try (var server = start()) {
      TestClient speaker = server.client();
      TestClient client = server.client();
      for (int i = 1; i <= 50; i++) {
        poll(client, i - 1, FOREVER_MILLIS);
        post(speaker, text(i));
        expectMessage(client, i, text(i));
      }
    }
  }

  @Test
  default void withoutAPlaceItIsTheNextThatIsSaid() throws Exception {
    try (var server = start()) {
      TestClient speaker = server.client();
      post(speaker, "before");
      TestClient client = server.client();
      poll(client, Request.ANY, FOREVER_MILLIS);
      Deadline.await("an answer", () -> postedAndAnswered(speaker, client));
      Reply reply = client.receive();
      assertThat(reply)
          .isInstanceOfSatisfying(
              Reply.Awaited.class, message -> assertThat(message.sequence()).isGreaterThan(1));
    }
  }

  private boolean postedAndAnswered(TestClient speaker, TestClient client) {
    try {
      post(speaker, "again");
      return client.hasInput();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void onePostWakesAll() throws Exception {
    int pollers = 500;
    EchoContract.assumeDescriptors(3L * pollers);
    try (var server = start()) {
      TestClient speaker = server.client();
      var waiting = new ArrayList<TestClient>();
      for (int i = 0; i < pollers; i++) {
        waiting.add(server.client());
      }
      for (int round = 1; round <= 3; round++) {
        for (TestClient client : waiting) {
          poll(client, round - 1, FOREVER_MILLIS);
        }
        post(speaker, text(round));
        for (TestClient client : waiting) {
          expectMessage(client, round, text(round));
        }
      }
    }
  }

  @Test
  default void nothingSaidInTimeIsNoContentAndKeepsTheConnection() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      for (int timeout : new int[] {0, 1, 2, 30}) {
        poll(client, Request.ANY, timeout);
        assertThat(client.receive()).isInstanceOf(Reply.NoMessage.class);
      }
      client.echo(Payloads.of(1, 100));
      assertThat(server.stats().accepted()).isEqualTo(1);
    }
  }

  @Test
  default void messagesThatAreNoLongerKeptAreGone() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      for (int i = 1; i <= Room.KEPT_MESSAGES + 1; i++) {
        post(client, text(i));
      }
      poll(client, 0, FOREVER_MILLIS);
      assertThat(client.receive()).isInstanceOf(Reply.MessagesGone.class);
      poll(client, 1, FOREVER_MILLIS);
      expectMessage(client, 2, text(2));
    }
  }

  @Test
  default void whoVanishesLeavesNothing() throws Exception {
    try (var server = start()) {
      for (int i = 0; i < 20; i++) {
        TestClient client = server.client();
        poll(client, Request.ANY, FOREVER_MILLIS);
        if (i % 2 == 0) {
          client.reset();
        } else {
          client.close();
        }
      }
      Deadline.await("all of them gone", () -> server.stats().open() == 0);
    }
  }

  @Test
  default void whoVanishesWithMoreAskedBehindLeavesNothing() throws Exception {
    try (var server = start()) {
      for (int i = 0; i < 10; i++) {
        TestClient client = server.client();
        poll(client, Request.ANY, FOREVER_MILLIS);
        client.sendEcho(Payloads.of(i, 5_000));
        if (i % 2 == 0) {
          client.reset();
        } else {
          client.close();
        }
      }
      Deadline.await("all of them gone", () -> server.stats().open() == 0);
    }
  }

  @Test
  default void whoSaysThatNothingMoreWillComeIsAnsweredAtOnce() throws Exception {
    try (var server = start()) {
      expectAnswerToAHalfClose(server);
    }
  }

  private void expectAnswerToAHalfClose(TestServer server) throws IOException {
    TestClient client = server.client();
    poll(client, Request.ANY, FOREVER_MILLIS);
    client.halfClose();
    assertThat(client.receive()).isInstanceOf(Reply.NoMessage.class);
    client.expectEnd();
  }

  @Test
  default void whatIsAskedBehindItIsAnsweredAfterIt() throws Exception {
    try (var server = start()) {
      TestClient speaker = server.client();
      TestClient client = server.client();
      poll(client, 0, FOREVER_MILLIS);
      client.sendEcho(Payloads.of(1, 100));
      expectAnswerToAHalfClose(server); // so the first has been waiting long enough to be looked at
      client.sendEcho(Payloads.of(2, 5_000));
      expectAnswerToAHalfClose(server);
      client.sendEcho(Payloads.of(3, 50));
      assertThat(client.hasInput()).as("an answer before its turn").isFalse();
      post(speaker, "now");
      expectMessage(client, 1, "now");
      client.expectEcho(Payloads.of(1, 100));
      client.expectEcho(Payloads.of(2, 5_000));
      client.expectEcho(Payloads.of(3, 50));
    }
  }

  @Test
  default void whoWaitsAtTheEndIsAnsweredAndClosed() throws Exception {
    try (var server = start()) {
      var waiting = new ArrayList<TestClient>();
      for (int i = 0; i < 50; i++) {
        TestClient client = server.client();
        client.echo(Payloads.of(i, 10));
        poll(client, Request.ANY, FOREVER_MILLIS);
        waiting.add(client);
      }
      expectAnswerToAHalfClose(server);
      Work<Boolean> closing = server.closeBeside();
      for (TestClient client : waiting) {
        assertThat(client.receive()).isInstanceOf(Reply.NoMessage.class);
        client.expectEnd();
        client.close();
      }
      closing.result();
      assertThat(server.stats().ioFailures()).isZero();
    }
  }

  @Test
  default void onlyGetIsAllowed() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      client.send(ascii("HEAD /rooms/a/next HTTP/1.1\r\nHost: x\r\n\r\n"));
      client.send(ascii("POST /rooms/a/next HTTP/1.1\r\nHost: x\r\n\r\n"));
      client.halfClose();
      String answers = new String(client.readToEnd(), ISO_8859_1);
      assertThat(answers.split("HTTP/1.1 405 ", -1)).hasSize(3);
      assertThat(answers.split("\r\nAllow: GET\r\n", -1)).hasSize(3);
    }
  }

  @Test
  default void badNumbersAreRefused() throws Exception {
    for (String query : new String[] {"timeout=600001", "timeout=-1", "after=x", "after=-2"}) {
      try (var server = start()) {
        TestClient client = server.client();
        client.send(ascii("GET /rooms/a/next?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(new String(client.readToEnd(), ISO_8859_1)).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  default void webSocketsAndLongPollsMeetInARoom() throws Exception {
    byte[] text = "h\u00e9llo".getBytes(UTF_8);
    byte[] noText = {'a', (byte) 0xff};
    try (var server = start()) {
      TestClient outside = server.client();
      TestClient member = server.member(ROOM, Dialect.WEBSOCKET);
      member.ask(new Request.Publish(MessageType.TEXT, ByteBuffer.wrap(text)));
      expectDelivered(member, true, text);
      member.ask(new Request.Publish(MessageType.BINARY, ByteBuffer.wrap(noText)));
      expectDelivered(member, false, noText);
      post(outside, "text/html", text);
      expectDelivered(member, true, text);
      post(outside, "text/plain", noText);
      expectDelivered(member, false, noText);
      post(outside, "image/png", text);
      expectDelivered(member, false, text);

      expectAwaited(outside, 1, "text/plain", text);
      expectAwaited(outside, 2, "application/octet-stream", noText);
      expectAwaited(outside, 3, "text/html", text);
      expectAwaited(outside, 4, "text/plain", noText);
      expectAwaited(outside, 5, "image/png", text);
    }
  }

  private static void expectDelivered(TestClient member, boolean text, byte[] message)
      throws IOException {
    Reply reply = member.receive();
    assertThat(reply).isInstanceOf(Reply.Delivered.class);
    var delivered = (Reply.Delivered) reply;
    assertThat(delivered.text()).isEqualTo(text);
    assertThat(delivered.payload()).isEqualTo(ByteBuffer.wrap(message));
  }

  private static void expectAwaited(TestClient client, long sequence, String type, byte[] message)
      throws IOException {
    poll(client, sequence - 1, FOREVER_MILLIS);
    Reply reply = client.receive();
    assertThat(reply).isInstanceOf(Reply.Awaited.class);
    var awaited = (Reply.Awaited) reply;
    assertThat(awaited.sequence()).isEqualTo(sequence);
    assertThat(awaited.contentType()).isEqualTo(type);
    assertThat(awaited.payload()).isEqualTo(ByteBuffer.wrap(message));
  }

  private static void post(TestClient client, String text) throws IOException {
    post(client, "text/plain", text.getBytes(ISO_8859_1));
  }

  private static void post(TestClient client, String type, byte[] message) throws IOException {
    client.ask(new Request.Post(ROOM, new MessageType(type, false), ByteBuffer.wrap(message)));
    assertThat(client.receive()).isInstanceOf(Reply.Published.class);
  }

  private static void poll(TestClient client, long after, int timeoutMillis) throws IOException {
    client.ask(new Request.AwaitMessage(ROOM, after, timeoutMillis));
  }

  private static void expectMessage(TestClient client, long sequence, String text)
      throws IOException {
    Reply reply = client.receive();
    assertThat(reply).isInstanceOf(Reply.Awaited.class);
    var awaited = (Reply.Awaited) reply;
    assertThat(awaited.sequence()).isEqualTo(sequence);
    assertThat(awaited.payload()).isEqualTo(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  private static String text(int number) {
    return "message " + number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
