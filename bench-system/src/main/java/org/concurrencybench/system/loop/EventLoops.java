package org.concurrencybench.system.loop;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import org.concurrencybench.system.os.TimerSlack;

/** Event loops of one thread each, on the best transport that this machine has. */
public enum EventLoops {
  /** Linux: waits in nanoseconds. */
  EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    public void configure(Bootstrap bootstrap) {
      // With a source address the kernel would otherwise choose the port before it knows the
      // target,
      // and so one that no connection of that address has, whatever its target.
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  },
  /** Everywhere: waits in milliseconds, and spins below half of one. */
  NIO(NioSocketChannel.class, NioServerSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }
  };

  private static final long TIMER_SLACK_NANOS = 1;

  private final Class<? extends Channel> channelType;
  private final Class<? extends ServerChannel> listenerType;

  EventLoops(Class<? extends Channel> channelType, Class<? extends ServerChannel> listenerType) {
    this.channelType = channelType;
    this.listenerType = listenerType;
  }

  /** The best there is here. */
  public static EventLoops best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** Its name as results have it: {@code epoll} or {@code nio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract IoHandlerFactory handlers();

  /** Sets what only this transport has. */
  public void configure(Bootstrap bootstrap) {}

  /** The connections that run on such a loop. */
  public Class<? extends Channel> channelType() {
    return channelType;
  }

  /** A socket that listens on such a loop. */
  public Class<? extends ServerChannel> listenerType() {
    return listenerType;
  }

  /** A loop of one thread that {@code pacer} shares. */
  public IoEventLoopGroup start(String name, Pacer pacer) {
    return start(name, pacer, Punctuality.ordinary());
  }

  /** The same, with a thread that keeps its times at the price of its CPU. */
  public IoEventLoopGroup startPunctual(String name, Pacer pacer) {
    return start(name, pacer, Punctuality.strict());
  }

  private IoEventLoopGroup start(String name, Pacer pacer, Punctuality punctuality) {
    return new MultiThreadIoEventLoopGroup(
        1,
        pacingThreads(name, punctuality),
        PacedIoHandler.factory(handlers(), pacer, punctuality));
  }

  private static ThreadFactory pacingThreads(String name, Punctuality punctuality) {
    return task -> {
      var thread =
          new FastThreadLocalThread(
              () -> {
                // Otherwise the kernel may wake it 50 us late, to spare a wake-up.
                TimerSlack.setCurrentThread(TIMER_SLACK_NANOS);
                LoopTimes.countingThisThread(task, punctuality::awakeNanos);
              },
              name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
