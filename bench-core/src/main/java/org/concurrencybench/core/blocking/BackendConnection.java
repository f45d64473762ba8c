package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpClientProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A client connection's own connection to the slow backend: one call at a time, made by the
 * client's thread, which sleeps until the answer is there. After a failure it is useless.
 */
final class BackendConnection {

  private final InetSocketAddress address;
  private final Socket socket = new Socket();
  private final TcpClientProtocol protocol;
  private final ArraySink output = new ArraySink();
  private final ReadBuffer buffer = new ReadBuffer();

  /** Connects with its first call. */
  BackendConnection(InetSocketAddress address, Limits limits) {
    this.address = address;
    this.protocol = new TcpClientProtocol(limits);
  }

  /**
   * Asks and waits.
   *
   * @return what it answered; its payload is valid until the next call
   * @throws IOException if it is not there, broke off, took too long, or answered something else
   */
  Reply call(Outcome.CallBackend wanted) throws IOException {
    if (!socket.isConnected()) {
      socket.setTcpNoDelay(true);
      socket.connect(address, ServerConfig.BACKEND_CONNECT_MILLIS);
    }
    ByteBuffer payload = wanted.payload();
    protocol.encode(new Request.CallBackend(wanted.millis(), payload.duplicate()), output);
    output.flushTo(socket.getOutputStream());
    int mostMillis = wanted.millis() + ServerConfig.BACKEND_GRACE_MILLIS;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
    try {
      Reply reply = awaitReply(deadline);
      if (buffer.unread().hasRemaining()) {
        throw new IOException("said more than it was asked for");
      }
      if (reply instanceof Reply.BackendAnswered(_, var answer) && answer.equals(payload)) {
        return reply;
      }
      throw new IOException("answered wrongly");
    } catch (SocketTimeoutException _) {
      throw new IOException("did not answer within " + mostMillis + " ms");
    } catch (ProtocolViolation e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Reply awaitReply(long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    @Nullable Reply reply = protocol.decode(buffer.unread(), output);
    while (reply == null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      // 0 would be no limit at all.
      socket.setSoTimeout((int) Math.max(left, 1));
      if (!buffer.read(in, protocol.midMessage())) {
        throw new IOException("closed the connection");
      }
      reply = protocol.decode(buffer.unread(), output);
    }
    return reply;
  }

  /** Fails the present call. Called by any thread; may be repeated. */
  void cut() {
    Sockets.cut(socket);
  }
}
