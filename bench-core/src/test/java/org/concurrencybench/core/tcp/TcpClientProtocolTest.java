package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;

final class TcpClientProtocolTest {

  private final BytesSink output = new BytesSink();
  private final TcpClientProtocol client = new TcpClientProtocol(new Limits(64));

  @Test
  void asksAsTheServerUnderstands() {
    client.encode(new Request.Echo(ByteBuffer.wrap("abc".getBytes(UTF_8))), output);
    assertThat(output.bytes()).isEqualTo(TcpServerProtocolTest.echo("abc"));
  }

  @Test
  void helloIsNotCarried() {
    assertThatThrownBy(() -> client.encode(new Request.Hello(), output))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("tcp")
        .hasMessageContaining("hello");
  }

  @Test
  void readsRepliesAtEverySplit() {
    byte[] stream =
        TcpServerProtocolTest.concat(
            TcpServerProtocolTest.echo("a"), TcpServerProtocolTest.echo("bc"));
    for (int split = 0; split <= stream.length; split++) {
      var fresh = new TcpClientProtocol(new Limits(64));
      var text = new StringBuilder();
      for (var piece :
          new ByteBuffer[] {
            ByteBuffer.wrap(stream, 0, split), ByteBuffer.wrap(stream, split, stream.length - split)
          }) {
        Reply reply;
        while ((reply = fresh.decode(piece, output)) != null) {
          text.append(UTF_8.decode(((Reply.Echoed) reply).payload())).append(';');
        }
      }
      assertThat(text).as("split at %d", split).hasToString("a;bc;");
      assertThat(fresh.endOfInput()).isNull();
    }
  }

  @Test
  void errorIsARefusalAndTheServerIsAboutToClose() {
    var reply = client.decode(ByteBuffer.wrap(TcpServerProtocolTest.error(7, "full")), output);
    assertThat(reply).isEqualTo(new Reply.Refused(7, "full"));
    assertThat(client.closing()).isTrue();
  }

  @Test
  void unavailableBackendLeavesTheConnectionOpen() {
    client.decode(ByteBuffer.wrap(TcpServerProtocolTest.error(6, "no backend")), output);
    assertThat(client.closing()).isFalse();
  }

  @Test
  void busyServerLeavesTheConnectionOpenAndTheNextCallIsItsOwn() {
    client.encode(new Request.CallBackend(7, ByteBuffer.allocate(0)), output);
    var refused = client.decode(ByteBuffer.wrap(TcpServerProtocolTest.error(8, "busy")), output);
    assertThat(refused).isEqualTo(new Reply.Refused(8, "busy"));
    assertThat(client.closing()).isFalse();
    client.encode(new Request.CallBackend(9, ByteBuffer.allocate(0)), output);
    var answered = client.decode(ByteBuffer.wrap(TcpServerProtocolTest.message(3, "")), output);
    assertThat(answered).isEqualTo(new Reply.BackendAnswered(9, ByteBuffer.allocate(0)));
  }

  @Test
  void whatNoServerMaySendIsAViolation() {
    assertThatThrownBy(
            () -> client.decode(ByteBuffer.wrap(TcpServerProtocolTest.message(0x33, "")), output))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining("0x33");
    assertThatThrownBy(() ->
            new TcpClientProtocol(new Limits(1))
                .decode(ByteBuffer.allocate(4).putInt(0, 3), output))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining("length 3");
    assertThatThrownBy(
            () -> client.decode(ByteBuffer.wrap(TcpServerProtocolTest.message(0x7F, "")), output))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining("without a code");
  }

  @Test
  void endInTheMiddleOfAReplyIsAViolation() {
    client.decode(ByteBuffer.wrap(TcpServerProtocolTest.echo("abc"), 0, 5), output);
    assertThatThrownBy(client::endOfInput).isInstanceOf(ProtocolViolation.class);
  }
}
