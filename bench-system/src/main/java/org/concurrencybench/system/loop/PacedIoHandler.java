package org.concurrencybench.system.loop;

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
 * nanoseconds (Linux 5.11), or arms a timerfd; the kernel adds the timer slack of the thread, and
 * {@link Punctuality} takes away what a wake-up may take. The NIO handler rounds to milliseconds,
 * and spins for less than half of one.
 */
final class PacedIoHandler implements IoHandler {

  private final IoHandler handler;
  private final Pacer pacer;
  private final Punctuality punctuality;
  private final PacedContext paced = new PacedContext();

  private PacedIoHandler(IoHandler handler, Pacer pacer, Punctuality punctuality) {
    this.handler = handler;
    this.pacer = pacer;
    this.punctuality = punctuality;
  }

  /** Handlers of {@code factory}, paced. */
  static IoHandlerFactory factory(IoHandlerFactory factory, Pacer pacer, Punctuality punctuality) {
    return executor -> new PacedIoHandler(factory.newHandler(executor), pacer, punctuality);
  }

  @Override
  public int run(IoHandlerContext context) {
    paced.loop = context;
    int handled = handler.run(paced);
    long nowNanos = System.nanoTime();
    punctuality.cameRound(nowNanos, handled == 0);
    pacer.tick(nowNanos);
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
      long ofLoop = loop.delayNanos(currentTimeNanos);
      long ofPacer = punctuality.sleepNanos(currentTimeNanos, pacer.delayNanos(currentTimeNanos));
      long delay = Math.min(ofLoop, ofPacer);
      return delay < Punctuality.SHORTEST_SLEEP_NANOS ? 0 : delay;
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
