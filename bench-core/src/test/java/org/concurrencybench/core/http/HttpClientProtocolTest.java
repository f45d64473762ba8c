package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientProtocolTest {

  private final RecordingSink output = new RecordingSink();
  private final HttpClientProtocol client =
      new HttpClientProtocol("localhost:8080", Limits.DEFAULT);

  @Test
  void asksForAGreeting() {
    client.encode(new Request.Hello(), output);
    assertThat(output.drainText()).isEqualTo("GET /hello HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
  }

  @Test
  void asksForAnEcho() {
    client.encode(echo("abc"), output);
    assertThat(output.drainText())
        .isEqualTo(
            "POST /echo HTTP/1.1\r\nHost: localhost:8080\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: 3\r\n\r\nabc");
  }

  @Test
  void isReadyAtOnceAndLeavesWithoutAWord() {
    client.open(output);
    assertThat(client.ready()).isTrue();
    client.close(output);
    assertThat(output.drain()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX: y", "ü", "a/b"})
  void refusesAHostThatIsNone(String host) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new HttpClientProtocol(host, Limits.DEFAULT))
        .withMessageContaining("'" + host + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200\r\ncontent-length:3\r\n\r\nabc",
        "HTTP/1.1 200 \r\nCONTENT-LENGTH: \t 3 \t\r\n\r\nabc",
        "\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\n1;e\r\na\r\n2\r\nbc\r\n0\r\nT: t\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
      })
  void understandsHoweverTheServerFramesAndHoweverTheBytesAreCut(String reply) {
    byte[] bytes = reply.getBytes(ISO_8859_1);
    for (int cut = 0; cut <= bytes.length; cut++) {
      client.encode(new Request.Hello(), output);
      List<String> replies = decode(client, bytes, cut);
      assertThat(replies).as("cut at %d", cut).containsExactly("Greeting abc");
      assertThat(client.midMessage()).isFalse();
      assertThat(client.closing()).isFalse();
    }
    client.encode(echo("x"), output);
    assertThat(decodeByteByByte(client, bytes)).containsExactly("Echoed abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc",
      })
  void seesThatTheServerWillClose(String reply) {
    client.encode(new Request.Hello(), output);
    assertThat(decode(client, reply.getBytes(ISO_8859_1), 5)).containsExactly("Greeting abc");
    assertThat(client.closing()).isTrue();
    assertThat(client.endOfInput()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"})
  void contentWithoutLengthEndsWithTheInput(String head) {
    client.encode(echo("abc"), output);
    assertThat(decodeByteByByte(client, (head + "abc").getBytes(ISO_8859_1))).isEmpty();
    assertThat(client.closing()).isTrue();
    assertThat(client.midMessage()).isTrue();
    assertThat(text(client.endOfInput())).isEqualTo("Echoed abc");
    assertThat(client.endOfInput()).isNull();
  }

  @Test
  void repliesWithoutContentAreComplete() {
    client.encode(new Request.Hello(), output);
    assertThat(decode(client, Ascii.bytes("HTTP/1.1 204 No Content\r\n\r\n"), 3))
        .containsExactly("Greeting ");
  }

  @Test
  void repliesMeanWhatWasAskedForInOrder() {
    for (int i = 0; i < 100; i++) {
      client.encode(i % 3 == 0 ? new Request.Hello() : echo("x"), output);
    }
    var bytes = Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na".repeat(100));
    List<String> replies = decode(client, bytes, 1234);
    assertThat(replies).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(replies.get(i)).isEqualTo(i % 3 == 0 ? "Greeting a" : "Echoed a");
    }
  }

  @Test
  void aStatusFrom400IsARefusal() {
    client.encode(new Request.Hello(), output);
    client.encode(echo("x"), output);
    byte[] bytes =
        Ascii.bytes(
            "HTTP/1.1 404 Not Found\r\nContent-Length: 13\r\n\r\nnothing here\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    assertThat(decode(client, bytes, 7)).containsExactly("Refused 404 nothing here", "Echoed x");
  }

  @Test
  void onlyTheBeginningOfALongRefusalIsKept() {
    client.encode(new Request.Hello(), output);
    byte[] bytes =
        Ascii.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000));
    assertThat(decode(client, bytes, 7)).containsExactly("Refused 500 " + "x".repeat(200));
  }

  @Test
  void aRefusedConnectionIsARefusalWithoutARequest() {
    byte[] bytes =
        Ascii.bytes("HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    assertThat(decode(client, bytes, 7)).containsExactly("Refused 503 ");
    assertThat(client.closing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTP/1.1 200 OK\r\n",
        "HTTP/2.0 200 OK\r\n",
        "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 OK\r\n",
        "HTTP/1.1 abc OK\r\n",
        "HTTP/1.1_200 OK\r\n",
        "HTTP/1.1\r\n",
        "x\r\n",
        "HTTP/1.1 200 OK\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n 2\r\n",
        "HTTP/1.1 200 OK\r\n folded\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100001",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx",
        "HTTP/1.1 200 OK\r\n\r\n" + TOO_MUCH,
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
      })
  void anythingElseIsAViolation(String reply) {
    String sent = reply.replace(TOO_MUCH, "x".repeat(Limits.DEFAULT.maxMessageBytes() + 1));
    client.encode(new Request.Hello(), output);
    byte[] bytes = sent.getBytes(ISO_8859_1);
    assertThat(decode(client, Arrays.copyOf(bytes, bytes.length - 1), 1)).isEmpty();
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> client.decode(ByteBuffer.wrap(bytes, bytes.length - 1, 1), output));
  }

  @Test
  void aRedirectionIsARefusal() {
    client.encode(new Request.Hello(), output);
    assertThat(decode(client, Ascii.bytes("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), 7))
        .containsExactly("Refused 302 ");
  }

  private static final String TOO_MUCH = "(over the limit)";

  @Test
  void aReplyThatNobodyAskedForIsAViolation() {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(
            () -> decode(client, Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 0))
        .withMessageContaining("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      })
  void aReplyThatIsCutOffIsAViolation(String reply) {
    client.encode(new Request.Hello(), output);
    assertThat(decode(client, reply.getBytes(ISO_8859_1), 0)).isEmpty();
    assertThat(client.midMessage()).isTrue();
    assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(client::endOfInput);
  }

  @Test
  void aServerThatClosesBetweenRepliesIsNoViolation() {
    client.encode(new Request.Hello(), output);
    assertThat(client.endOfInput()).isNull();
    assertThat(client.closing()).isTrue();
  }

  private static Request echo(String content) {
    return new Request.Echo(ByteBuffer.wrap(content.getBytes(ISO_8859_1)));
  }

  private List<String> decode(HttpClientProtocol client, byte[] bytes, int cut) {
    var replies = new ArrayList<String>();
    offer(client, Arrays.copyOf(bytes, cut), replies);
    offer(client, Arrays.copyOfRange(bytes, cut, bytes.length), replies);
    return replies;
  }

  private List<String> decodeByteByByte(HttpClientProtocol client, byte[] bytes) {
    var replies = new ArrayList<String>();
    for (byte b : bytes) {
      offer(client, new byte[] {b}, replies);
    }
    return replies;
  }

  private void offer(HttpClientProtocol client, byte[] piece, List<String> replies) {
    var input = ByteBuffer.wrap(piece);
    Reply reply;
    while ((reply = client.decode(input, output)) != null) {
      replies.add(text(reply));
    }
    assertThat(input.hasRemaining()).isFalse();
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Reply.Greeting(var text) -> "Greeting " + ISO_8859_1.decode(text);
      case Reply.Echoed(var payload) -> "Echoed " + ISO_8859_1.decode(payload);
      case Reply.Refused(int code, String text) -> "Refused " + code + " " + text;
      default -> throw new AssertionError(reply);
    };
  }
}
