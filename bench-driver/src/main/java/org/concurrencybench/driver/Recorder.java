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
 * nothing but send, receive and count. That costs about 300 KB for each set and worker, half as
 * much again if some requests are recorded aside. A window so long that this would take more than a
 * sixteenth of the heap, or 128 MiB, has a set for every few seconds.
 */
class Recorder {

  static final int SIGNIFICANT_DIGITS = 3;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MOST_BYTES = 128L << 20;
  private static final int HEAP_PARTS = 16;

  /** Histograms that have the full range from the beginning: three, and two if mixed. */
  private static final int FULL_RANGE = 3;

  private static final int FULL_RANGE_MIXED = 5;

  /** The length of an interval in whole seconds. */
  private final int intervalSeconds;

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
    intervalSeconds =
        intervalSeconds(
            duration,
            highestNanos,
            mixed,
            Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PARTS));
    long interval = intervalSeconds * SECOND_NANOS;
    seconds = new Second[(int) (highestNanos / interval) + 1];
    for (int i = 0; i * interval < duration.toNanos(); i++) {
      seconds[i] = new Second(highestNanos, mixed);
    }
    current = second(0);
    currentEndNanos = startNanos + interval;
  }

  /** Whole seconds of an interval, so that those of the window fit into that much memory. */
  static int intervalSeconds(Duration duration, long highestNanos, boolean mixed, long mostBytes) {
    long setBytes =
        (long) (mixed ? FULL_RANGE_MIXED : FULL_RANGE)
            * new IntCountsHistogram(highestNanos, SIGNIFICANT_DIGITS)
                .getEstimatedFootprintInBytes();
    long sets = Math.max(1, mostBytes / setBytes);
    return (int) Math.ceilDiv(Math.ceilDiv(duration.toNanos(), SECOND_NANOS), sets);
  }

  /** Whole seconds from the start of one interval to that of the next. */
  int intervalSeconds() {
    return intervalSeconds;
  }

  /** One second's worth. */
  static final class Second {

    final AbstractHistogram response;
    final AbstractHistogram service;
    final AbstractHistogram lateness;
    final AbstractHistogram connect;
    final AbstractHistogram responseAside;
    final AbstractHistogram serviceAside;

    /** Requests that completed, whose times are recorded nowhere. */
    long untimed;

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

  /** A request of the lead-in completed. */
  void untimed(long nowNanos) {
    at(nowNanos).untimed++;
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
      currentEndNanos += intervalSeconds * SECOND_NANOS;
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
