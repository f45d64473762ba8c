package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes behind which something happens: what is asked for, and how it is answered. */
class ServiceRoutesTest {

  private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";

  private final RecordingSink output = new RecordingSink();
  private final HttpServerProtocol protocol =
      new HttpServerProtocol(Limits.DEFAULT, new Answers(() -> Conversation.SECOND));

  @Test
  void computeHasUnitsAndSeed() {
    assertThat(get("/compute?units=7&seed=18446744073709551615"))
        .isEqualTo(new Request.Compute(7, -1, ByteBuffer.allocate(0)));
    answer(new Reply.Computed(0xABCDEFL, ByteBuffer.allocate(0)));
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("\r\n\r\n0000000000abcdef");
    assertThat(get("/compute?x=y&units=10000000"))
        .isEqualTo(new Request.Compute(10_000_000, 1, ByteBuffer.allocate(0)));
  }

  @Test
  void headOfAComputationHasNoContent() {
    assertThat(decode("HEAD /compute?units=1" + HOST + "\r\n")).isInstanceOf(Request.Compute.class);
    answer(new Reply.Computed(1, ByteBuffer.allocate(0)));
    assertThat(output.drainText()).contains("Content-Length: 16").endsWith("\r\n\r\n");
  }

  @Test
  void backendHasMillisAndMayBeMissing() {
    assertThat(get("/backend?millis=600000"))
        .isEqualTo(new Request.CallBackend(600_000, ByteBuffer.allocate(0)));
    answer(new Reply.BackendAnswered(600_000, ByteBuffer.allocate(0)));
    assertThat(output.drainText()).endsWith("\r\n\r\n600000");
    get("/backend?millis=0");
    answer(new Reply.BackendUnavailable("nobody there"));
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 502 Bad Gateway")
        .endsWith("nobody there\n");
    assertThat(protocol.state()).isEqualTo(State.OPEN);
  }

  @Test
  void busyServerKeepsTheConnection() {
    get("/backend?millis=0");
    answer(new Reply.Busy());
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .doesNotContain("Connection: close")
        .endsWith("\r\n\r\n" + Reply.Busy.TEXT + "\n");
    assertThat(protocol.state()).isEqualTo(State.OPEN);
    assertThat(get("/hello")).isEqualTo(new Request.Hello());
  }

  @Test
  void roomTakesMessagesFromOutside() {
    assertThat(decode(post("/rooms/a%20b", "text/plain", "hi")))
        .isEqualTo(new Request.Post("a b", new MessageType("text/plain", true), bytes("hi")));
    answer(new Reply.Published());
    assertThat(output.drainText()).startsWith("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n");
    assertThat(decode(post("/rooms/%C3%A4", "TEXT/plain;charset=utf-8", "\u00ff")))
        .as("bytes that are no UTF-8")
        .isEqualTo(
            new Request.Post(
                "\u00e4",
                new MessageType("TEXT/plain;charset=utf-8", false),
                ByteBuffer.wrap("\u00ff".getBytes(ISO_8859_1))));
    answer(new Reply.Published());
    assertThat(decode("POST /rooms/b" + HOST + "Content-Length: 1\r\n\r\nx"))
        .isEqualTo(new Request.Post("b", MessageType.BINARY, bytes("x")));
  }

  @Test
  void longPollSaysWhatItWaitsFor() {
    assertThat(get("/rooms/a/next")).isEqualTo(new Request.AwaitMessage("a", -1, 30_000));
    answer(new Reply.NoMessage());
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 204 No Content\r\nDate")
        .doesNotContain("Content-Length");
    assertThat(get("/rooms/a/next?after=0&timeout=5"))
        .isEqualTo(new Request.AwaitMessage("a", 0, 5));
    answer(new Reply.Awaited(12, "text/plain", bytes("hi")));
    assertThat(output.drainText())
        .contains("Content-Type: text/plain\r\nRoom-Sequence: 12\r\nContent-Length: 2")
        .endsWith("\r\n\r\nhi");
    get("/rooms/a/next?after=9223372036854775807");
    answer(new Reply.MessagesGone());
    assertThat(output.drainText()).startsWith("HTTP/1.1 410 Gone");
    assertThat(protocol.state()).isEqualTo(State.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/compute",
        "/compute?units=",
        "/compute?units=-1",
        "/compute?units=1e3",
        "/compute?units=10000001",
        "/compute?units=1&seed=18446744073709551616",
        "/compute?units=1&seed=x",
        "/backend",
        "/backend?millis=600001",
        "/rooms/a/next?after=-1",
        "/rooms/a/next?after=9223372036854775808",
        "/rooms/a/next?timeout=600001",
        "/rooms//next",
        "/rooms/%2F/next",
        "/rooms/%ff/next",
        "/rooms/%4/next",
        "/rooms/%zz/next",
        "/rooms/12345678901234567890123456789012345678901234567890123456789012345/next"
      })
  void badArgumentsAreRefused(String target) {
    assertThat(get(target)).isNull();
    assertThat(output.drainText()).startsWith("HTTP/1.1 400 ").contains("Connection: close");
    assertThat(protocol.state()).isEqualTo(State.VIOLATED);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /compute, 'GET, HEAD'",
    "PUT, /backend?millis=1, 'GET, HEAD'",
    "DELETE, /rooms/a, 'GET, POST'",
    "HEAD, /rooms/a/next, GET"
  })
  void otherMethodsAreToldWhichThereAre(String method, String target, String allowed) {
    assertThat(decode(method + " " + target + HOST + "\r\n")).isNull();
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: " + allowed + "\r\n");
    assertThat(protocol.state()).isEqualTo(State.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rooms", "/rooms/a/b", "/rooms/a/next/", "/compute/", "/roomsa"})
  void otherPathsAreNotFound(String target) {
    assertThat(get(target)).isNull();
    assertThat(output.drainText()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void roomIsJoinedByAnUpgradeAndAnsweredBeforeAnythingElse() {
    String upgrade =
        "GET /rooms/a"
            + HOST
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    byte[] frame = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    ByteBuffer input =
        ByteBuffer.allocate(1000).put(upgrade.getBytes(ISO_8859_1)).put(frame).flip();
    assertThat(protocol.decode(input, output)).isEqualTo(new Request.Join("a"));
    assertThat(output.drainText()).isEmpty();
    answer(new Reply.Joined("a"));
    assertThat(output.drainText())
        .startsWith("HTTP/1.1 101 ")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(protocol.decode(input, output))
        .isEqualTo(new Request.Publish(MessageType.TEXT, bytes("hi")));
    answer(new Reply.Published());
    assertThat(output.drainText()).isEmpty();
    assertThat(protocol.decode(input, output)).isNull();
  }

  @Test
  void roomWithoutUpgradeSaysThatItIsAWebSocket() {
    assertThat(get("/rooms/a")).isNull();
    assertThat(output.drainText()).startsWith("HTTP/1.1 426 ").contains("Upgrade: websocket");
  }

  private @Nullable Request get(String target) {
    return decode("GET " + target + HOST + "\r\n");
  }

  private static String post(String target, String type, String body) {
    return "POST "
        + target
        + HOST
        + "Content-Type: "
        + type
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private @Nullable Request decode(String bytes) {
    return protocol.decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)), output);
  }

  private void answer(Reply reply) {
    protocol.encode(reply, output);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
