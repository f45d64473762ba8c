package org.concurrencybench.driver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waits for the workers of a window, and tells an observer meanwhile. */
final class WindowWatch {

  /**
   * From handing the window to the workers until it starts, so that all of them are ready for it.
   */
  static final Duration LEAD = Duration.ofMillis(20);

  /** How long requests in flight are waited for when a window is cut short. */
  static final Duration CUT_DRAIN = Duration.ofSeconds(1);

  /** A worker that is later than this has hung, which is a bug. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final long SECOND_NANOS = 1_000_000_000;

  private WindowWatch() {}

  /** The phase as it was: shorter than {@code planned} if it was cut. */
  static Phase asRun(Phase planned, long startNanos, long endNanos) {
    Duration length = Duration.ofNanos(endNanos - startNanos);
    return length.compareTo(planned.duration()) < 0
        ? new Phase(planned.name(), planned.loop(), length, planned.leadIn())
        : planned;
  }

  /**
   * Returns when all workers are done.
   *
   * @param beganNanos when the measured interval begins
   * @param progress what there is to tell, given the time since then
   * @throws IllegalStateException for a bug of the driver
   */
  static void await(
      Phase phase,
      long beganNanos,
      Duration drain,
      CompletableFuture<?> all,
      WindowObserver observer,
      Function<Duration, WindowObserver.Progress> progress)
      throws InterruptedException {
    long endNanos = beganNanos + phase.duration().toNanos();
    if (!isDone(phase, all, beganNanos)) {
      observer.began();
    }
    long next = beganNanos + SECOND_NANOS;
    while (next - endNanos < 0 && !isDone(phase, all, next)) {
      tell(observer, progress, beganNanos);
      next += SECOND_NANOS;
    }
    boolean done = isDone(phase, all, endNanos);
    observer.ended();
    long limitNanos = endNanos + drain.plus(GRACE).toNanos();
    next = endNanos + SECOND_NANOS;
    while (!done) {
      done = isDone(phase, all, next);
      if (!done) {
        if (System.nanoTime() - limitNanos > 0) {
          throw new IllegalStateException("a worker hangs in phase '" + phase.name() + "'");
        }
        tell(observer, progress, beganNanos);
        next = System.nanoTime() + SECOND_NANOS;
      }
    }
  }

  private static void tell(
      WindowObserver observer,
      Function<Duration, WindowObserver.Progress> progress,
      long beganNanos) {
    observer.progress(
        progress.apply(Duration.ofNanos(Math.max(0, System.nanoTime() - beganNanos))));
  }

  /** Waits until all are done, but not beyond that moment. */
  private static boolean isDone(Phase phase, CompletableFuture<?> all, long untilNanos)
      throws InterruptedException {
    try {
      all.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the driver failed in phase '" + phase.name() + "'", e.getCause());
    } catch (TimeoutException _) {
      return false;
    }
  }
}
