package org.concurrencybench.suite.window;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counters of both sides around and in a window.
 *
 * <pre>
 *   before ── connections are opened again, lead-in ── began ── seconds ── ended ── drain ── after
 * </pre>
 *
 * <p>Figures of the measured interval, rates and costs, are those between {@code began} and {@code
 * ended}; what may happen at any time, a bug of the server or a delivery, is counted from {@code
 * before} to {@code after}.
 *
 * @param before nothing was sent yet
 * @param began the measured interval began; if they could not be read then, the nearest reading
 * @param seconds about once a second inside it
 * @param ended the measured interval was over; if they could not be read then, the nearest reading
 * @param after the drain was over
 * @param beganNanos when the measured interval began, {@link System#nanoTime} of this process
 * @param gap that an end of the interval was not counted; null if both were
 */
record Counters(
    CounterReading before,
    CounterReading began,
    List<CounterReading> seconds,
    CounterReading ended,
    CounterReading after,
    long beganNanos,
    @Nullable Gap gap) {

  /** Takes a copy. */
  Counters {
    seconds = List.copyOf(seconds);
  }

  /** Those from the beginning of the measured interval on, in their order. */
  Stream<CounterReading> sinceItBegan() {
    return Stream.of(Stream.of(began), seconds.stream(), Stream.of(ended, after))
        .flatMap(moments -> moments);
  }

  /** Whether costs between {@code began} and {@code ended} are those of the measured interval. */
  boolean countTheInterval() {
    return gap == null || !gap.isMaterial();
  }

  /**
   * An end of the measured interval at which the counters could not be read, so that a neighbouring
   * reading stands in.
   *
   * @param end in words
   * @param offNanos how far the readings that stand in are from the ends
   * @param intervalNanos how long the measured interval was
   */
  record Gap(String end, long offNanos, long intervalNanos) {

    /** A hundredth more or less of the interval changes costs by a hundredth at most. */
    private static final double TOLERATED = 0.01;

    private static final double NANOS_PER_MILLI = 1e6;

    /** Whether costs between the readings are of another time than the rate. */
    boolean isMaterial() {
      return offNanos > intervalNanos * TOLERATED;
    }

    double offMillis() {
      return offNanos / NANOS_PER_MILLI;
    }

    /** What it means for the window. */
    String sentence() {
      return String.format(
          Locale.ROOT,
          "the counters could not be read when the measured interval %s, and the nearest reading was %,.0f ms away: its costs are not known",
          end,
          offMillis());
    }
  }
}
