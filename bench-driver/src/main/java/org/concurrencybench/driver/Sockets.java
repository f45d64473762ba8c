package org.concurrencybench.driver;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.loop.SharedReadBuffer;
import org.concurrencybench.system.loop.WriteBuffer;

/**
 * An event loop of one thread, the buffers that all its connections share, and how it connects.
 * Used by the thread of the loop, except {@link #execute} and {@link #close}.
 */
final class Sockets {

  /** Before a connection that ended is opened again: a server that is gone is not asked at once. */
  static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(100);

  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  private final WriteBuffer output = new WriteBuffer();
  private final SharedReadBuffer input = new SharedReadBuffer();
  private final NanoClock clock;
  private final InetSocketAddress target;
  private final SourceAddresses sources;
  private final IoEventLoopGroup group;
  private final EventLoop loop;
  private final Bootstrap bootstrap;

  /**
   * Starts the thread.
   *
   * @param name of the thread
   * @param pacer shares the loop
   * @param sources where the connections come from, in turn
   */
  Sockets(
      String name,
      EventLoops loops,
      Pacer pacer,
      InetSocketAddress target,
      SourceAddresses sources,
      NanoClock clock) {
    this.clock = clock;
    this.target = target;
    this.sources = sources;
    group = loops.startPunctual(name, pacer);
    loop = group.next();
    bootstrap =
        new Bootstrap()
            .group(group)
            .channel(loops.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            // A failed write must not throw away the answer that came before it.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.RECVBUF_ALLOCATOR, input)
            .remoteAddress(target);
    loops.configure(bootstrap);
  }

  /** For timers. */
  EventLoop loop() {
    return loop;
  }

  /** Lets the thread of the loop do it. */
  void execute(Runnable task) {
    loop.execute(task);
  }

  /** A connection that is yet to be connected. */
  Wire wire(ClientProtocol protocol, Wire.Owner owner) {
    return new Wire(protocol, output, clock, owner);
  }

  /** Connects; it fails if it is not open within {@link Load#CONNECT_TIMEOUT}. */
  void connect(Wire wire) {
    limit(wire, "not open");
    InetSocketAddress source = sources.next();
    Bootstrap prepared = bootstrap.clone().handler(wire);
    ChannelFuture connected =
        source == null ? prepared.connect() : prepared.connect(target, source);
    connected.addListener(future -> {
      if (!future.isSuccess()) {
        wire.connectFailed(future.cause());
      }
    });
  }

  /** Opens it after a while, if it is closed by then and still wanted. */
  void openLater(Openable closed, Duration pause, BooleanSupplier wanted) {
    loop.schedule(
        () -> {
          if (wanted.getAsBoolean() && closed.isClosed()) {
            closed.open();
          }
        },
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Lets it fail unless it gets further within {@link Load#CONNECT_TIMEOUT}.
   *
   * @param what it then is, as {@code not open}
   */
  void limit(Wire wire, String what) {
    long limitMillis = Load.CONNECT_TIMEOUT.toMillis();
    wire.limit(
        loop.schedule(
            () -> wire.fail(ErrorKind.CONNECT_TIMEOUT, what + " after " + limitMillis + " ms"),
            limitMillis,
            TimeUnit.MILLISECONDS));
  }

  /** Ends the thread, after it has done {@code last}. */
  void close(Runnable last) {
    loop.execute(last);
    group
        .shutdownGracefully(0, LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    output.release();
    input.release();
  }
}
