package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {

  /** The handshake of RFC 6455 section 1.3, without the subprotocols. */
  private static final String HANDSHAKE =
      Conversation.head(
          """
          GET /echo HTTP/1.1
          Host: server.example.com
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Origin: http://example.com
          Sec-WebSocket-Version: 13
          """);

  private static final String SWITCHED =
      Conversation.head(
          """
          HTTP/1.1 101 Switching Protocols
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
          Date: Sun, 06 Nov 1994 08:49:37 GMT
          """);

  /** "Hello" masked (RFC 6455 section 5.7), and the same frame as a server sends it back. */
  private static final String MASKED_HELLO = "\u0081\u00857\u00fa!=\u007f\u009fMQX";

  private static final String HELLO = "\u0081\u0005Hello";

  private final Conversation conversation = new Conversation();

  @Test
  void becomesAWebSocket() {
    assertThat(conversation.send(HANDSHAKE)).isEqualTo(SWITCHED);
    assertThat(conversation.protocol().midMessage()).isFalse();
    assertThat(conversation.send(MASKED_HELLO)).isEqualTo(HELLO);
    assertThat(conversation.state()).isEqualTo(State.OPEN);
  }

  @Test
  void framesDirectlyBehindTheHeadAreTaken() {
    assertThat(conversation.send(HANDSHAKE + MASKED_HELLO + MASKED_HELLO))
        .isEqualTo(SWITCHED + HELLO + HELLO);
  }

  @Test
  void becomesAWebSocketHoweverTheBytesAreCut() {
    byte[] bytes = (HANDSHAKE + MASKED_HELLO).getBytes(ISO_8859_1);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(new Conversation().sendInPieces(bytes, cut))
          .as("cut at %d", cut)
          .isEqualTo(SWITCHED + HELLO);
    }
    assertThat(conversation.sendByteByByte(bytes)).isEqualTo(SWITCHED + HELLO);
  }

  @Test
  void becomesAWebSocketBehindOtherRequests() {
    assertThat(
            conversation.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n" + HANDSHAKE + MASKED_HELLO))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("Hello, World!" + SWITCHED + HELLO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n",
        "Upgrade: h2c, websocket\r\nConnection: upgrade\r\n",
        "Connection: x\r\nconnection: UPGRADE\r\nupgrade: h2c\r\nupgrade: websocket\r\n",
      })
  void listsAndSpellingsDoNotMatter(String headers) {
    assertThat(
            conversation.send(
                HANDSHAKE.replace("Upgrade: websocket\r\nConnection: Upgrade\r\n", headers)))
        .isEqualTo(SWITCHED);
  }

  @Test
  void whereThereIsNoWebSocketAnUpgradeIsIgnored() {
    assertThat(conversation.send(HANDSHAKE.replace("/echo", "/hello")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("Hello, World!");
    assertThat(conversation.send(HANDSHAKE.replace("GET", "POST")))
        .startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void aBrokenFrameEndsTheConnection() {
    conversation.send(HANDSHAKE);
    String unmasked = "\u0081\u0000";
    assertThat(conversation.send(unmasked))
        .startsWith("\u0088")
        .contains("\u0003\u00ea"); // close, 1002
    assertThat(conversation.state()).isEqualTo(State.VIOLATED);
  }

  @Test
  void aShutdownSaysGoodbyeInFrames() {
    conversation.send(HANDSHAKE);
    var sink = new RecordingSink();
    conversation.protocol().shutDown(sink);
    assertThat(Arrays.copyOf(sink.drain(), 4)).startsWith(0x88).endsWith(0x03, 0xe9); // close, 1001
    assertThat(conversation.state()).isNotEqualTo(State.OPEN);
  }

  @Test
  void endOfInputIsTheEndOfTheWebSocketToo() {
    conversation.send(HANDSHAKE);
    conversation.protocol().endOfInput(new RecordingSink());
    assertThat(conversation.state()).isEqualTo(State.DONE);
  }

  @Test
  void anIncompleteFrameIsAMessage() {
    conversation.send(HANDSHAKE + MASKED_HELLO.substring(0, 8));
    assertThat(conversation.protocol().midMessage()).isTrue();
  }
}
