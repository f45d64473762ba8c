package org.concurrencybench.driver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a worker's window is. Written by the worker's thread, without a fence that would cost it
 * anything; read by whoever shows progress, some moments later.
 */
final class ProgressCounts {

  private final AtomicLong issued = new AtomicLong();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();

  void publish(long issuedNow, long completedNow, long errorsNow) {
    issued.lazySet(issuedNow);
    completed.lazySet(completedNow);
    errors.lazySet(errorsNow);
  }

  /** Of all workers together. */
  static WindowObserver.Progress sum(Phase phase, Duration elapsed, List<ProgressCounts> workers) {
    return new WindowObserver.Progress(
        phase,
        elapsed,
        workers.stream().mapToLong(counts -> counts.issued.get()).sum(),
        workers.stream().mapToLong(counts -> counts.completed.get()).sum(),
        workers.stream().mapToLong(counts -> counts.errors.get()).sum());
  }
}
