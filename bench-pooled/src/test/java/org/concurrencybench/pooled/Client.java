package org.concurrencybench.pooled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.blocking.ArraySink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;

/** A client that asks and waits for the reply. */
final class Client implements AutoCloseable {

  private final Socket socket;
  private final ClientProtocol protocol;
  private final ArraySink output = new ArraySink();
  private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).limit(0);

  /** Connects, and says what a client of this protocol says first. */
  Client(Server server, ClientProtocol protocol) throws IOException {
    this.protocol = protocol;
    this.socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
    protocol.open(output);
    send();
    while (!protocol.ready()) {
      assertThat(protocol.decode(input, output)).isNull();
      if (!protocol.ready()) {
        read();
      }
    }
  }

  void ask(Request request) throws IOException {
    protocol.encode(request, output);
    send();
  }

  private void send() throws IOException {
    ByteBuffer bytes = output.take();
    socket.getOutputStream().write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
  }

  /** The next reply, valid until the next call. */
  Reply receive() throws IOException {
    Reply reply;
    while ((reply = protocol.decode(input, output)) == null) {
      read();
    }
    return reply;
  }

  /** Whether something has come. */
  boolean hasInput() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Sends an echo of that length and waits for it. */
  void echo(int length) throws IOException {
    ask(new Request.Echo(ByteBuffer.allocate(length)));
    assertThat(receive())
        .isInstanceOfSatisfying(
            Reply.Echoed.class,
            echoed -> assertThat(echoed.payload().remaining()).isEqualTo(length));
  }

  /** Waits for the end, before which nothing may come. */
  void expectEnd() throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  private void read() throws IOException {
    int count = socket.getInputStream().read(input.array());
    assertThat(count).as("more before the end").isPositive();
    input.position(0).limit(count);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
