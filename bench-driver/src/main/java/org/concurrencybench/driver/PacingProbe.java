package org.concurrencybench.driver;

import io.netty.channel.IoEventLoopGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How late this machine wakes a driver that has nothing else to do: an event loop as a worker's,
 * paced as a worker's, without a connection. The lateness of a window cannot be less.
 */
public final class PacingProbe {

  /** As 5,000 requests a second, evenly spread. */
  private static final Duration GAP = Duration.ofNanos(200_000);

  private static final long LEAVE_WITHIN_MILLIS = 2_000;

  private PacingProbe() {}

  /**
   * Waits again and again, on the CPUs of the calling thread.
   *
   * @return nanoseconds too late
   */
  public static Histogram lateness(Duration time) throws InterruptedException {
    var ticks = new Ticks(System.nanoTime(), time.toNanos());
    IoEventLoopGroup group = EventLoops.best().start("pacing-probe", ticks);
    try {
      group.next().execute(() -> {}); // Starts its thread.
      return ticks.done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the pacing probe failed", e.getCause());
    } finally {
      group
          .shutdownGracefully(0, LEAVE_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
          .awaitUninterruptibly();
    }
  }

  /** Wants to be woken every gap, whenever the last time was. */
  private static final class Ticks implements Pacer {

    final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private final Histogram lateness = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    private final long endNanos;
    private long dueNanos;

    Ticks(long startNanos, long timeNanos) {
      endNanos = startNanos + timeNanos;
      dueNanos = startNanos + GAP.toNanos();
    }

    @Override
    public long delayNanos(long nowNanos) {
      return done.isDone() ? NEVER : Math.max(0, dueNanos - nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
      if (!done.isDone() && nowNanos - dueNanos >= 0) {
        lateness.recordValue(nowNanos - dueNanos);
        dueNanos = nowNanos + GAP.toNanos();
        if (nowNanos - endNanos >= 0) {
          done.complete(lateness);
        }
      }
    }
  }
}
