package org.concurrencybench.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message on its way to the polls, and who has got it. Used by one thread. */
final class Awakening {

  final long intendedNanos;
  final long sentNanos;
  private final int polls;
  private final int held;
  private int answered;
  private int failed;
  private long firstNanos;
  private long medianNanos;
  private long lastNanos;

  Awakening(long intendedNanos, long sentNanos, int polls, int held) {
    this.intendedNanos = intendedNanos;
    this.sentNanos = sentNanos;
    this.polls = polls;
    this.held = held;
  }

  /** Another has its answer; called in the order of time, so the middle one is the median. */
  void answered(long nowNanos) {
    answered++;
    if (answered == 1) {
      firstNanos = nowNanos;
    }
    if (answered == (polls + 1) / 2) {
      medianNanos = nowNanos;
    }
    lastNanos = nowNanos;
  }

  /** One will have no answer. */
  void failed() {
    failed++;
  }

  boolean over() {
    return answered + failed == polls;
  }

  Wake asWake() {
    return new Wake(
        polls,
        held,
        answered,
        answered > 0 ? since(firstNanos) : null,
        answered >= (polls + 1) / 2 ? since(medianNanos) : null,
        answered == polls ? since(lastNanos) : null);
  }

  private @Nullable Duration since(long nanos) {
    return Duration.ofNanos(nanos - intendedNanos);
  }
}
