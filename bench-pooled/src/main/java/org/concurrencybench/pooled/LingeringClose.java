package org.concurrencybench.pooled;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/**
 * The end of a connection whose peer may still be sending. A socket that is closed with unread
 * input resets the connection, and the reset destroys the last answer on its way (RFC 9112, section
 * 9.6). So: no more output, read and discard for a while, then close.
 */
final class LingeringClose {

  private final Future<?> deadline;
  private long left = ServerConfig.LINGER_BYTES;

  /** Shuts down output; everything was written before. {@code close} is called by the timer. */
  LingeringClose(SocketChannel channel, ScheduledExecutorService timer, Runnable close)
      throws IOException {
    channel.shutdownOutput();
    this.deadline = timer.schedule(close, ServerConfig.LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The peer sent {@code bytes} more, which nobody reads; says whether that is enough. */
  boolean discarded(int bytes) {
    left -= bytes;
    return left <= 0;
  }

  /** The channel is closed, for whatever reason. */
  void closed() {
    deadline.cancel(false);
  }
}
