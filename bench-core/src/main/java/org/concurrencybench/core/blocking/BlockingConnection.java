package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.service.Service;

/**
 * One connection and its thread: read, decode, handle, encode, write, until somebody ends it.
 *
 * <p>Everything is used by the connection's own thread, except {@link #shutDown} and {@link #cut}.
 */
final class BlockingConnection {

  private final Socket socket;
  private final ServerProtocol protocol;
  private final Service service;
  private final ArraySink output = new ArraySink();
  private volatile boolean shuttingDown;
  private volatile boolean sleeping;

  BlockingConnection(Socket socket, ServerProtocol protocol, Service service) {
    this.socket = socket;
    this.protocol = protocol;
    this.service = service;
  }

  /** Serves until the end, closes the socket, and says how it ended. */
  Ending run() throws IOException {
    try (socket) {
      socket.setTcpNoDelay(true);
      return serve(socket.getInputStream(), socket.getOutputStream());
    }
  }

  private Ending serve(InputStream in, OutputStream out) throws IOException {
    var buffer = new ReadBuffer();
    boolean peerSends = true;
    while (protocol.state() == State.OPEN) {
      sleeping = true;
      if (shuttingDown) {
        protocol.shutDown(output);
      } else {
        peerSends = buffer.read(in, protocol.midMessage());
        sleeping = false;
        if (!peerSends) {
          endOfInput();
        }
        serveBatch(buffer.unread(), out);
      }
      output.flushTo(out);
    }
    if (peerSends) {
      LingeringClose.linger(socket);
    }
    return protocol.state() == State.VIOLATED ? Ending.VIOLATION : Ending.NORMAL;
  }

  private void serveBatch(ByteBuffer unread, OutputStream out) throws IOException {
    Request request;
    while ((request = protocol.decode(unread, output)) != null) {
      perform(service.handle(request));
      if (output.size() >= ServerConfig.FLUSH_BYTES) {
        output.flushTo(out);
      }
    }
  }

  /** The one place where this model performs outcomes: what must wait, blocks this thread. */
  private void perform(Outcome outcome) {
    switch (outcome) {
      case Reply reply -> protocol.encode(reply, output);
      default -> throw new IllegalStateException("not yet performed: " + outcome);
    }
  }

  private void endOfInput() {
    if (shuttingDown) {
      protocol.shutDown(output);
    } else {
      protocol.endOfInput(output);
    }
  }

  /**
   * Ends the connection after the reply in flight. Called by any thread. A thread that sleeps in a
   * read is woken by shutting down input; one that works sees the flag before its next read, and
   * can then still discard what the peer has sent, which would reset the connection and destroy the
   * reply. Either this sees it asleep or it sees the flag, because both write before they look.
   */
  void shutDown() throws IOException {
    shuttingDown = true;
    if (sleeping && !socket.isClosed()) {
      socket.shutdownInput();
    }
  }

  /** Ends the connection at once, whatever it is doing. Called by any thread. */
  void cut() throws IOException {
    socket.close();
  }
}
