package org.concurrencybench.driver;

import java.time.Duration;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of one worker and one window, a set for each second. Written by the worker's
 * thread only, read by others after the window.
 *
 * <p>The sets of the issuing interval are allocated before it, so that the window itself does
 * nothing but send, receive and count. That costs about 300 KB for each second and worker, half as
 * much again if some requests are recorded aside.
 */
final class Recorder {

  static final int SIGNIFICANT_DIGITS = 3;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long highestNanos;
  private final @Nullable Second[] seconds;
  private int index;
  private Second current;
  private long currentEndNanos;
  private long clamped;

  private final boolean mixed;

  /**
   * Empty histograms.
   *
   * @param mixed whether some requests are recorded aside
   */
  Recorder(long startNanos, Duration duration, Duration drain, boolean mixed) {
    this.mixed = mixed;
    // A request that was due at the start and is given up at the end of the drain; a second for
    // being late about it.
    highestNanos = duration.plus(drain).plusSeconds(1).toNanos();
    seconds = new Second[(int) (highestNanos / SECOND_NANOS) + 1];
    for (int i = 0; i * SECOND_NANOS < duration.toNanos(); i++) {
      seconds[i] = new Second(highestNanos, mixed);
    }
    current = second(0);
    currentEndNanos = startNanos + SECOND_NANOS;
  }

  /** One second's worth. */
  static final class Second {

    final AbstractHistogram response;
    final AbstractHistogram service;
    final AbstractHistogram lateness;
    final AbstractHistogram connect;
    final AbstractHistogram responseAside;
    final AbstractHistogram serviceAside;

    private Second(long highestNanos, boolean mixed) {
      response = new IntCountsHistogram(highestNanos, SIGNIFICANT_DIGITS);
      service = new IntCountsHistogram(highestNanos, SIGNIFICANT_DIGITS);
      lateness = new IntCountsHistogram(highestNanos, SIGNIFICANT_DIGITS);
      // Connections are opened again in few seconds, if in any: this one grows when it is used.
      connect = new IntCountsHistogram(SIGNIFICANT_DIGITS);
      responseAside = aside(highestNanos, mixed);
      serviceAside = aside(highestNanos, mixed);
    }

    private static AbstractHistogram aside(long highestNanos, boolean mixed) {
      return mixed
          ? new IntCountsHistogram(highestNanos, SIGNIFICANT_DIGITS)
          : new IntCountsHistogram(SIGNIFICANT_DIGITS);
    }
  }

  void response(long nowNanos, long nanos) {
    record(at(nowNanos).response, nanos);
  }

  void service(long nowNanos, long nanos) {
    record(at(nowNanos).service, nanos);
  }

  void lateness(long nowNanos, long nanos) {
    record(at(nowNanos).lateness, nanos);
  }

  void responseAside(long nowNanos, long nanos) {
    record(at(nowNanos).responseAside, nanos);
  }

  void serviceAside(long nowNanos, long nanos) {
    record(at(nowNanos).serviceAside, nanos);
  }

  void connect(long nowNanos, long nanos) {
    record(at(nowNanos).connect, nanos);
  }

  /** The set of that second of the window; null if nothing happened there. */
  @Nullable Second ofSecond(int second) {
    return seconds[second];
  }

  /** Whether some requests are recorded aside. */
  boolean mixed() {
    return mixed;
  }

  /** Seconds that were reached. */
  int secondCount() {
    return index + 1;
  }

  /** Largest value that is recorded as it is. */
  long highestNanos() {
    return highestNanos;
  }

  /** Values above {@link #highestNanos}, recorded as that. */
  long clamped() {
    return clamped;
  }

  private void record(AbstractHistogram histogram, long nanos) {
    if (nanos > highestNanos) {
      clamped++;
      histogram.recordValue(highestNanos);
    } else {
      histogram.recordValue(nanos);
    }
  }

  private Second at(long nowNanos) {
    while (nowNanos - currentEndNanos >= 0 && index < seconds.length - 1) {
      current = second(++index);
      currentEndNanos += SECOND_NANOS;
    }
    return current;
  }

  private Second second(int second) {
    Second set = seconds[second];
    if (set == null) {
      set = new Second(highestNanos, mixed);
      seconds[second] = set;
    }
    return set;
  }
}
