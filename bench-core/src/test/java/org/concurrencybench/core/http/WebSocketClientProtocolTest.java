package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.websocket.Handshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketClientProtocolTest {

  private final RecordingSink output = new RecordingSink();
  private final WebSocketClientProtocol client =
      new WebSocketClientProtocol("h:1", "/echo", Limits.DEFAULT, 42);

  @Test
  void asksForTheUpgrade() {
    client.open(output);
    assertThat(output.drainText())
        .matches(
            Conversation.head(
                """
                GET /echo HTTP/1\\.1
                Host: h:1
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==
                """));
    assertThat(client.ready()).isFalse();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> client.encode(echo("x"), output));
  }

  @Test
  void anotherSeedIsAnotherKey() {
    var other = new WebSocketClientProtocol("h:1", "/echo", Limits.DEFAULT, 43);
    other.open(output);
    assertThat(output.drainText()).doesNotContain(key());
  }

  @Test
  void echoesThroughOurServer() {
    var server = new Conversation();
    client.open(output);
    String switched = server.send(output.drainText());
    assertThat(client.decode(buffer(switched), output)).isNull();
    assertThat(client.ready()).isTrue();
    client.encode(echo("abc"), output);
    var reply = client.decode(buffer(server.send(output.drainText())), output);
    assertThat(reply).isEqualTo(new Reply.Echoed(buffer("abc")));
    client.close(output);
    assertThat(output.drain()).startsWith(0x88);
  }

  @Test
  void acceptsHoweverTheBytesAreCutAndTakesFramesBehindTheHead() {
    for (int cut = 0; cut <= accepted().length() + 3; cut++) {
      var fresh = new WebSocketClientProtocol("h:1", "/echo", Limits.DEFAULT, 42);
      byte[] bytes = (accepted() + "\u0082\u0001x").getBytes(ISO_8859_1);
      var first = fresh.decode(ByteBuffer.wrap(Arrays.copyOf(bytes, cut)), output);
      var second =
          fresh.decode(ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length)), output);
      assertThat(first == null ? second : first)
          .as("cut at %d", cut)
          .isEqualTo(new Reply.Echoed(buffer("x")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade: websocket, Upgrade: h2c",
    "Connection: Upgrade, Connection: close",
    "Sec-WebSocket-Accept, X-Accept",
    "HTTP/1.1, HTTP/1.0",
    "=, A",
    "101 Switching, 200 Switching",
    "101 Switching, 302 Switching",
    "Connection: Upgrade, 'Connection: Upgrade\r\nSec-WebSocket-Protocol: chat'",
    "Connection: Upgrade, 'Connection: Upgrade\r\nSec-WebSocket-Extensions: permessage-deflate'",
  })
  void anUpgradeThatIsNotQuiteOneIsAViolation(String part, String other) {
    String reply =
        accepted()
            .replace(part, other)
            .replace("200 Switching", "200 Switching\r\nContent-Length: 0")
            .replace("302 Switching", "302 Switching\r\nContent-Length: 0");
    assertThat(reply).isNotEqualTo(accepted());
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> client.decode(buffer(reply), output));
  }

  @Test
  void aRefusedUpgradeIsOneRefusal() {
    String reply = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlate";
    assertThat(client.decode(buffer(reply), output)).isEqualTo(new Reply.Refused(503, "late"));
    assertThat(client.closing()).isTrue();
    assertThat(client.ready()).isFalse();
    assertThat(client.endOfInput()).isNull();
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> client.decode(buffer(reply), output));
  }

  @Test
  void aRefusalMayEndWithTheInput() {
    assertThat(client.decode(buffer("HTTP/1.0 404 Not Found\r\n\r\nno"), output)).isNull();
    assertThat(client.endOfInput()).isEqualTo(new Reply.Refused(404, "no"));
  }

  @Test
  void anUpgradeThatIsCutOffIsAViolation() {
    assertThat(client.decode(buffer(accepted().substring(0, 30)), output)).isNull();
    assertThat(client.midMessage()).isTrue();
    assertThatExceptionOfType(ProtocolViolation.class).isThrownBy(client::endOfInput);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "echo", "/a b", "/a\r\nX: y", "/ü"})
  void refusesATargetThatIsNone(String target) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new WebSocketClientProtocol("h", target, Limits.DEFAULT, 1))
        .withMessageContaining("'" + target + "'");
  }

  private String accepted() {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + Handshake.acceptFor(key())
        + "\r\n\r\n";
  }

  /** The key that seed 42 gives. */
  private static String key() {
    var sink = new RecordingSink();
    new WebSocketClientProtocol("h:1", "/echo", Limits.DEFAULT, 42).open(sink);
    var matcher = Pattern.compile("Sec-WebSocket-Key: (.*)\r\n").matcher(sink.drainText());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static Request echo(String content) {
    return new Request.Echo(buffer(content));
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
