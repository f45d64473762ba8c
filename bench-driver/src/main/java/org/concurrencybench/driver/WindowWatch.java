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

  /** A worker that is later than this has hung, which is a bug. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final long PROGRESS_SECONDS = 1;

  private WindowWatch() {}

  /**
   * Returns when all workers are done.
   *
   * @param progress what there is to tell, given the time since the start
   * @throws IllegalStateException for a bug of the driver
   */
  static void await(
      Phase phase,
      long startNanos,
      Duration drain,
      CompletableFuture<?> all,
      WindowObserver observer,
      Function<Duration, WindowObserver.Progress> progress)
      throws InterruptedException {
    long limitNanos = startNanos + phase.duration().plus(drain).plus(GRACE).toNanos();
    while (true) {
      try {
        all.get(PROGRESS_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "the driver failed in phase '" + phase.name() + "'", e.getCause());
      } catch (TimeoutException _) {
        long now = System.nanoTime();
        if (now - limitNanos > 0) {
          throw new IllegalStateException("a worker hangs in phase '" + phase.name() + "'");
        }
        observer.progress(progress.apply(Duration.ofNanos(Math.max(0, now - startNanos))));
      }
    }
  }
}
