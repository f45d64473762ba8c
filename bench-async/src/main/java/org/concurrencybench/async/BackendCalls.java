package org.concurrencybench.async;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What one client connection asks of the slow backend: over a connection of its own, opened at the
 * first call and on the same loop, and kept until one of the two ends. A call that fails costs the
 * backend connection, never the client's; the next call opens another.
 */
final class BackendCalls implements Wait {

  private final AsyncConnection connection;
  private final Serving serving;
  private final EventLoop loop;
  private @Nullable BackendConnection kept;

  BackendCalls(AsyncConnection connection, Serving serving, EventLoop loop) {
    this.connection = connection;
    this.serving = serving;
    this.loop = loop;
  }

  /**
   * Asks.
   *
   * @param payload is looked at again when the answer comes
   * @return null if there will be an answer
   */
  @Nullable Reply call(int millis, ByteBuffer payload) {
    InetSocketAddress backend = serving.backend();
    if (backend == null) {
      return new Reply.BackendUnavailable("this server was started without a backend");
    }
    try {
      if (kept == null) {
        kept = BackendConnection.open(this, serving, backend, loop);
      }
      kept.call(millis, payload);
      return null;
    } catch (ChannelException e) {
      // No descriptor for a socket, most likely.
      return new Reply.BackendUnavailable("no socket for the backend: " + e.getMessage());
    }
  }

  void answered(Reply reply) {
    connection.answered(reply);
  }

  /** That connection will answer no more. */
  void lost(BackendConnection which) {
    if (kept == which) {
      kept = null;
    }
  }

  /** The backend has begun to work; its answer is owed. */
  @Override
  public void hurry() {}

  @Override
  public void abandon() {
    if (kept != null) {
      kept.abandon();
      kept = null;
    }
  }
}
