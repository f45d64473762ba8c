package org.concurrencybench.driver;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;

/**
 * Ends the event loop's wait for bytes when the next request is due, and lets the pacer send then.
 *
 * <pre>
 *           ┌─────────────────────────────────────────────────────────────┐
 *           ▼                                                             │
 *   wait for bytes, at most    ──▶  read replies  ──▶  send all that is due, ──┘
 *   until the next due time                            and look up the next
 * </pre>
 *
 * <p>So pacing needs no timer task, no queue and no object for a request. How exact it is depends
 * on the handler that is wrapped: Netty's epoll handler passes the wait to {@code epoll_pwait2} in
 * nanoseconds (Linux 5.11), or arms a timerfd; the kernel adds the timer slack of the thread. The
 * NIO handler rounds to milliseconds, and spins for less than half of one.
 */
final class PacedIoHandler implements IoHandler {

  /**
   * What is due sooner is awaited without sleep: arming the kernel's timer, going to sleep and
   * being woken takes about as much CPU as asking for bytes until then, and ends late by as long.
   */
  private static final long SHORTEST_SLEEP_NANOS = 20_000;

  private final IoHandler handler;
  private final Pacer pacer;
  private final PacedContext paced = new PacedContext();

  private PacedIoHandler(IoHandler handler, Pacer pacer) {
    this.handler = handler;
    this.pacer = pacer;
  }

  /** Handlers of {@code factory}, paced. */
  static IoHandlerFactory factory(IoHandlerFactory factory, Pacer pacer) {
    return executor -> new PacedIoHandler(factory.newHandler(executor), pacer);
  }

  @Override
  public int run(IoHandlerContext context) {
    paced.loop = context;
    int handled = handler.run(paced);
    pacer.tick(System.nanoTime());
    return handled;
  }

  @Override
  public void initialize() {
    handler.initialize();
  }

  @Override
  public void prepareToDestroy() {
    handler.prepareToDestroy();
  }

  @Override
  public void destroy() {
    handler.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return handler.register(handle);
  }

  @Override
  public void wakeup() {
    handler.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return handler.isCompatible(handleType);
  }

  /** The loop's own deadlines and the pacer's, whichever is sooner. */
  private final class PacedContext implements IoHandlerContext {

    private IoHandlerContext loop = new Unused();

    @Override
    public boolean canBlock() {
      return loop.canBlock();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      long delay = Math.min(loop.delayNanos(currentTimeNanos), pacer.delayNanos(currentTimeNanos));
      return delay < SHORTEST_SLEEP_NANOS ? 0 : delay;
    }

    /** Handlers ask this only to see whether there is a deadline, and whether it has changed. */
    @Override
    public long deadlineNanos() {
      long now = System.nanoTime();
      long delay = pacer.delayNanos(now);
      // Even, so that it is neither of the two values that mean "no deadline".
      return delay == Pacer.NEVER ? loop.deadlineNanos() : (now + delay) & ~1L;
    }
  }

  /** Before the first run. */
  private static final class Unused implements IoHandlerContext {

    @Override
    public boolean canBlock() {
      return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return 0;
    }

    @Override
    public long deadlineNanos() {
      return 0;
    }
  }
}
