package org.concurrencybench.async;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.concurrencybench.core.server.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What Netty needs for one {@link Transport}.
 *
 * @param handlers makes what an event loop waits in
 * @param listener makes the listening socket that fits it; connections come out of it
 * @param connecting makes a socket that connects
 */
record Polling(
    IoHandlerFactory handlers,
    Supplier<ServerChannel> listener,
    Supplier<SocketChannel> connecting) {

  private static final String STANDING_POLLS = "io.netty.iouring.pollAddMultishotEnabled";

  /** Those that this machine has. */
  static Set<Transport> available() {
    EnumSet<Transport> available = EnumSet.of(Transport.NIO);
    if (Epoll.isAvailable()) {
      available.add(Transport.EPOLL);
    }
    pollOnceAtATime();
    if (IoUring.isAvailable()) {
      available.add(Transport.IO_URING);
    }
    return available;
  }

  /**
   * The polling of that name.
   *
   * @throws IllegalArgumentException if this machine does not have it, saying why
   */
  static Polling of(Transport transport) {
    return switch (transport) {
      case NIO ->
          new Polling(
              NioIoHandler.newFactory(), NioServerSocketChannel::new, NioSocketChannel::new);
      case EPOLL -> {
        require(transport, Epoll.isAvailable(), Epoll.unavailabilityCause());
        yield new Polling(
            EpollIoHandler.newFactory(), EpollServerSocketChannel::new, EpollSocketChannel::new);
      }
      case IO_URING -> {
        pollOnceAtATime();
        require(transport, IoUring.isAvailable(), IoUring.unavailabilityCause());
        yield new Polling(
            IoUringIoHandler.newFactory(),
            IoUringServerSocketChannel::new,
            IoUringSocketChannel::new);
      }
    };
  }

  /**
   * Has Netty ask for each event of a socket anew, unless somebody has said otherwise. A standing
   * (multi-shot) poll tells a change once: of a peer that sent something and reset at once the data
   * and the reset are one event, the read that follows takes the data and says that there is no
   * more, and the reset is never told. Read by Netty when it first looks for io_uring.
   */
  private static void pollOnceAtATime() {
    if (System.getProperty(STANDING_POLLS) == null) {
      System.setProperty(STANDING_POLLS, "false");
    }
  }

  private static void require(Transport transport, boolean available, @Nullable Throwable cause) {
    if (!available) {
      throw new IllegalArgumentException(
          "transport '"
              + transport
              + "' is not available here: "
              + reason(cause)
              + "; nio always is",
          cause);
    }
  }

  /**
   * What the innermost cause says, because the outer ones say only that something could not be
   * loaded.
   */
  private static String reason(@Nullable Throwable cause) {
    String reason = "no reason given";
    for (Throwable c = cause; c != null; c = c.getCause()) {
      reason = c.getMessage() == null ? c.getClass().getSimpleName() : c.getMessage();
    }
    return reason;
  }
}
