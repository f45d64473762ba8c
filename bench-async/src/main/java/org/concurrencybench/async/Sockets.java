package org.concurrencybench.async;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;

/** What all sockets of this model have in common. */
final class Sockets {

  /**
   * A read takes 512 bytes from a quiet connection and up to 16 KiB from one that has sent more
   * lately.
   */
  private static final RecvByteBufAllocator READS =
      new AdaptiveRecvByteBufAllocator(512, 512, 16 * 1024);

  private Sockets() {}

  static void setUp(SocketChannel channel) {
    channel
        .config()
        .setTcpNoDelay(true)
        .setAllocator(PooledByteBufAllocator.DEFAULT)
        .setRecvByteBufAllocator(READS);
  }
}
