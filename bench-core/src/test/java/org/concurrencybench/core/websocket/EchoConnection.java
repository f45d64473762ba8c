package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;

/** The server role with an echo behind it, as a server drives it, without a socket. */
final class EchoConnection {

  final WebSocketServerProtocol server;
  final BytesSink output = new BytesSink();
  private final BenchService service = new BenchService();
  private int requests;

  EchoConnection() {
    this(Limits.DEFAULT);
  }

  EchoConnection(Limits limits) {
    server = WebSocketServerProtocol.echo(limits);
  }

  /** What a server does with the bytes of one read; checks what decode promises. */
  EchoConnection read(ByteBuffer input) {
    while (true) {
      Request request = server.decode(input, output);
      if (request == null) {
        assertThat(input.hasRemaining() && server.state() == State.OPEN)
            .as("null with %s left in state %s", input, server.state())
            .isFalse();
        return this;
      }
      requests++;
      assertThat(server.state()).isEqualTo(State.OPEN);
      server.encode((Reply) service.handle(request), output);
    }
  }

  /** The bytes of one read, in a heap buffer of their own. */
  EchoConnection read(byte[]... parts) {
    return read(ByteBuffer.wrap(Frame.join(parts)));
  }

  /** One read for every byte. */
  EchoConnection readBytewise(byte[]... parts) {
    for (byte b : Frame.join(parts)) {
      read(new byte[] {b});
    }
    return this;
  }

  /** What was sent so far. */
  List<Frame> sent() {
    return Frame.parse(output.bytes());
  }

  int requests() {
    return requests;
  }

  /** That the connection was failed, with that close code as the last thing sent. */
  void assertFailedWith(int code) {
    assertThat(server.state()).isEqualTo(State.VIOLATED);
    assertThat(sent().getLast().closeCode()).isEqualTo(code);
    assertThat(server.midMessage()).isFalse();
  }

  /** That nothing is wrong and no message is half read. */
  void assertIdle() {
    assertThat(server.state()).isEqualTo(State.OPEN);
    assertThat(server.midMessage()).isFalse();
  }
}
