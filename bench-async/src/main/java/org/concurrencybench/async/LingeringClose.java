package org.concurrencybench.async;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/**
 * The end of a connection whose peer may still be sending. A socket that is closed with unread
 * input resets the connection, and the reset destroys the last answer on its way (RFC 9112, section
 * 9.6). So: no more output, read and discard for a while, then close.
 */
final class LingeringClose {

  private final Channel channel;
  private final Future<?> deadline;
  private long left = ServerConfig.LINGER_BYTES;

  /** Shuts down output and reads again; everything was written before. */
  LingeringClose(SocketChannel channel) {
    this.channel = channel;
    this.deadline =
        channel
            .eventLoop()
            .schedule(() -> channel.close(), ServerConfig.LINGER_MILLIS, TimeUnit.MILLISECONDS);
    channel.shutdownOutput();
    channel.config().setAutoRead(true);
  }

  /** The peer sent {@code bytes} more, which nobody will read. */
  void discarded(int bytes) {
    left -= bytes;
    if (left <= 0) {
      channel.close();
    }
  }

  /** The channel is closed, for whatever reason. */
  void closed() {
    deadline.cancel(false);
  }
}
