package org.concurrencybench.backend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.loop.SharedReadBuffer;
import org.concurrencybench.system.loop.WriteBuffer;

/**
 * Answers BACKEND calls after the wait they ask for: op 0x03 of tcp and nothing else. One event
 * loop for all connections; a call in flight costs a place in a heap and no timer.
 *
 * <pre>
 *   call ──▶ due at "now + millis" ──▶ heap ──▶ the loop sleeps until the first is due ──▶ answer
 * </pre>
 *
 * <p>Its methods may be called by any thread.
 */
public final class SlowBackend implements AutoCloseable {

  private final Limits limits;
  private final DueCalls due = new DueCalls();
  private final LatenessMeter lateness = new LatenessMeter();
  private final WriteBuffer output = new WriteBuffer();
  private final SharedReadBuffer input = new SharedReadBuffer();
  private final IoEventLoopGroup group;
  private final Channel listener;
  private boolean closed;

  private SlowBackend(InetSocketAddress bind, Limits limits) throws IOException {
    this.limits = limits;
    EventLoops loops = EventLoops.best();
    group = loops.start("backend", new Answering());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(loops.listenerType())
            .option(ChannelOption.SO_BACKLOG, ServerConfig.BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, input)
            .childHandler(new Accepted())
            .bind(bind)
            .awaitUninterruptibly();
    listener = bound.channel();
    if (!bound.isSuccess()) {
      end();
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
  }

  /**
   * Listens and answers.
   *
   * @param bind where; port 0 picks a free one
   * @throws IOException if it cannot listen there
   */
  public static SlowBackend start(InetSocketAddress bind, Limits limits) throws IOException {
    return new SlowBackend(bind, limits);
  }

  /** Where it listens, with the port that was really taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** How late it was since the last call of this. */
  public Lateness latenessSinceLast() {
    return lateness.sinceLast();
  }

  /** How late it was in all its life; may be asked after its end. */
  public Lateness lateness() {
    return lateness.total();
  }

  /** Ends it at once, whatever waits for an answer. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    listener.close().awaitUninterruptibly();
    end();
  }

  private void end() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    output.release();
    input.release();
  }

  private final class Accepted extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new CallerConnection(channel, TcpServerProtocol.ofBackend(limits), output, due));
    }
  }

  /** Called by the loop, which it may end only by a bug of ours. */
  private final class Answering implements Pacer {

    @Override
    public long delayNanos(long nowNanos) {
      return due.isEmpty() ? NEVER : Math.max(0, due.first().dueNanos - nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
      long now = nowNanos;
      while (!due.isEmpty() && due.first().dueNanos - now <= 0) {
        CallerConnection call = due.first();
        lateness.record(now - call.dueNanos);
        call.answer();
        now = System.nanoTime();
      }
    }
  }
}
