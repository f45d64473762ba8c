package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes, reasons and the order of things at the end: Autobahn's family 7. */
class CloseHandshakeTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999
      })
  void aValidCodeIsSentBack(int code) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.close(code, "reason").masked());
    assertThat(connection.sent()).containsExactly(Frame.close(code, ""));
    assertThat(connection.server.state()).isEqualTo(State.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32768, 65535})
  void anInvalidCodeFailsTheConnection(int code) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.close(code, "reason").masked());
    connection.assertFailedWith(1002);
    assertThat(connection.sent()).hasSize(1);
  }

  @Test
  void anEmptyCloseIsAnsweredByAnEmptyOne() {
    EchoConnection connection = new EchoConnection().read(Frame.close().masked());
    assertThat(connection.sent()).containsExactly(Frame.close());
    assertThat(connection.server.state()).isEqualTo(State.DONE);
  }

  @Test
  void aBodyOfOneByteFailsTheConnection() {
    new EchoConnection().read(Frame.close((byte) 3).masked()).assertFailedWith(1002);
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#valid")
  void aReasonInUtf8IsAccepted(String hex) {
    EchoConnection connection = new EchoConnection();
    connection.readBytewise(Frame.close(1000, Utf8Vectors.bytes(hex)).masked());
    assertThat(connection.sent()).containsExactly(Frame.close(1000, ""));
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void aReasonThatIsNoUtf8FailsTheConnection(String hex) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.close(1000, Utf8Vectors.bytes(hex)).masked());
    connection.assertFailedWith(1007);
  }

  @Test
  void theLongestReasonIsAccepted() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.close(1000, "x".repeat(123)).masked());
    assertThat(connection.sent()).containsExactly(Frame.close(1000, ""));

    new EchoConnection().read(Frame.close(1000, "x".repeat(124)).masked()).assertFailedWith(1002);
  }

  @Test
  void nothingIsReadAfterAClose() {
    EchoConnection connection = new EchoConnection();
    connection.read(
        Frame.text("before").masked(),
        Frame.close(1000, "").masked(),
        Frame.ping("after").masked(),
        Frame.close(1000, "").masked(),
        Utf8Vectors.bytes("ffffffff"));
    connection.read(Frame.text("later").masked());
    assertThat(connection.sent()).containsExactly(Frame.text("before"), Frame.close(1000, ""));
    assertThat(connection.server.state()).isEqualTo(State.DONE);
  }

  @Test
  void nothingIsReadAfterAViolation() {
    EchoConnection connection = new EchoConnection();
    connection.read(Utf8Vectors.bytes("ff"), Frame.text("after").masked());
    connection.read(Frame.text("later").masked());
    connection.assertFailedWith(1002);
    assertThat(connection.sent()).hasSize(1);
  }

  @Test
  void theReasonSaysWhatCame() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("x").withFirst(0x8b).masked());
    byte[] body = connection.sent().getFirst().payload();
    assertThat(new String(body, 2, body.length - 2, UTF_8)).isEqualTo("reserved opcode 11");
  }

  @Test
  void shutDownSaysGoingAwayOnce() {
    EchoConnection connection = new EchoConnection().read(Frame.text("half").more().masked());
    connection.server.shutDown(connection.output);
    connection.server.shutDown(connection.output);
    connection.server.endOfInput(connection.output);
    connection.read(Frame.ping("ignored").masked());
    assertThat(connection.sent()).hasSize(1);
    assertThat(connection.sent().getFirst().closeCode()).isEqualTo(1001);
    assertThat(connection.server.state()).isEqualTo(State.DONE);
    assertThat(connection.server.midMessage()).isFalse();
  }

  @Test
  void aReplyAfterShutDownIsDropped() {
    EchoConnection connection = new EchoConnection();
    ByteBuffer input = ByteBuffer.wrap(Frame.text("waiting").masked());
    Request request = connection.server.decode(input, connection.output);
    connection.server.shutDown(connection.output);
    connection.server.encode((Reply) new BenchService().handle(request), connection.output);
    assertThat(connection.sent()).hasSize(1);
    assertThat(connection.sent().getFirst().closeCode()).isEqualTo(1001);
  }

  @Test
  void aRefusedConnectionIsToldToTryAgain() {
    EchoConnection connection = new EchoConnection();
    connection.server.refuse(connection.output);
    assertThat(connection.sent().getFirst().closeCode()).isEqualTo(1013);
    assertThat(connection.server.state()).isEqualTo(State.DONE);
  }

  @Test
  void aRefusalByTheServiceCloses() {
    WebSocketServerProtocol known = WebSocketServerProtocol.echo(Limits.DEFAULT);
    BytesSink output = new BytesSink();
    known.encode(new Reply.Refused(1008, "\u20ac".repeat(60)), output);
    Frame close = Frame.parse(output.bytes()).getFirst();
    assertThat(close).isEqualTo(Frame.close(1008, "\u20ac".repeat(41))); // 123 bytes
    assertThat(known.state()).isEqualTo(State.DONE);

    WebSocketServerProtocol foreign = WebSocketServerProtocol.echo(Limits.DEFAULT);
    BytesSink other = new BytesSink();
    foreign.encode(new Reply.Refused(404, "a status of HTTP"), other);
    assertThat(Frame.parse(other.bytes())).containsExactly(Frame.close(1011, "a status of HTTP"));
  }

  @Test
  void aBusyServerClosesToBeTriedAgain() {
    WebSocketServerProtocol server = WebSocketServerProtocol.echo(Limits.DEFAULT);
    BytesSink output = new BytesSink();
    server.encode(new Reply.Busy(), output);
    assertThat(Frame.parse(output.bytes())).containsExactly(Frame.close(1013, Reply.Busy.TEXT));
    assertThat(server.state()).isEqualTo(State.DONE);
  }

  @Test
  void aGreetingIsAText() {
    WebSocketServerProtocol server = WebSocketServerProtocol.echo(Limits.DEFAULT);
    BytesSink output = new BytesSink();
    server.encode((Reply) new BenchService().handle(new Request.Hello()), output);
    assertThat(Frame.parse(output.bytes())).containsExactly(Frame.text("Hello, World!"));
  }

  @Test
  void endOfInputWithoutACloseSendsNothing() {
    EchoConnection connection = new EchoConnection().read(Frame.text("x").masked());
    connection.server.endOfInput(connection.output);
    assertThat(connection.sent()).containsExactly(Frame.text("x"));
    assertThat(connection.server.state()).isEqualTo(State.DONE);
  }
}
