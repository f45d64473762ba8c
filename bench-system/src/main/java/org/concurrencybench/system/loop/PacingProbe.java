package org.concurrencybench.system.loop;

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

  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long LEAVE_WITHIN_MILLIS = 2_000;

  private PacingProbe() {}

  /**
   * Waits again and again, on the CPUs of the calling thread.
   *
   * @return nanoseconds too late
   */
  public static Histogram lateness(Duration time) throws InterruptedException {
    var ticks = new Ticks(time.toNanos());
    IoEventLoopGroup group = EventLoops.best().startPunctual("pacing-probe", ticks);
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
    private final Histogram lateness = new Histogram(SIGNIFICANT_DIGITS);
    private final long timeNanos;
    private boolean begun;
    private long endNanos;
    private long dueNanos;

    Ticks(long timeNanos) {
      this.timeNanos = timeNanos;
    }

    @Override
    public long delayNanos(long nowNanos) {
      if (done.isDone()) {
        return NEVER;
      }
      return begun ? Math.max(0, dueNanos - nowNanos) : 0;
    }

    @Override
    public void tick(long nowNanos) {
      if (!begun) {
        // Not when the loop was made: starting it takes longer than anything that is measured.
        begun = true;
        endNanos = nowNanos + timeNanos;
        dueNanos = nowNanos + GAP.toNanos();
      } else if (!done.isDone() && nowNanos - dueNanos >= 0) {
        lateness.recordValue(nowNanos - dueNanos);
        dueNanos = nowNanos + GAP.toNanos();
        if (nowNanos - endNanos >= 0) {
          done.complete(lateness);
        }
      }
    }
  }
}
