package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.AbstractHistogram;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.jspecify.annotations.Nullable;

/**
 * Where percentile curves have their points: at {@code x = 1 / (1 - p)}, twelve for each factor of
 * ten, so that 90 %, 99 % and 99.9 % are among them, and the median.
 *
 * <pre>
 *   p      0 %    50 %    90 %    99 %    99.9 %
 *   x      1      2       10      100     1,000
 * </pre>
 *
 * Curves are thinned along this axis, by reading a histogram at fewer places. No place is averaged
 * with another.
 */
final class PercentileAxis {

  private static final int POINTS_PER_DECADE = 12;
  private static final int DECADES = 7;
  private static final double MEDIAN = 2;
  private static final double NANOS_PER_MICRO = 1_000;

  /** The places, ascending. */
  static final List<Double> XS = xs();

  private PercentileAxis() {}

  private static List<Double> xs() {
    List<Double> xs = new ArrayList<>();
    for (int i = 0; i <= POINTS_PER_DECADE * DECADES; i++) {
      // Whole decades are exact, so that a curve has the very values that the tables show.
      double x =
          i % POINTS_PER_DECADE == 0
              ? Math.rint(Math.pow(10, i / (double) POINTS_PER_DECADE))
              : Math.pow(10, i / (double) POINTS_PER_DECADE);
      xs.add(Math.abs(x - MEDIAN) < 0.01 ? MEDIAN : x);
    }
    if (!xs.contains(MEDIAN)) {
      xs.add(MEDIAN);
      xs.sort(null);
    }
    return List.copyOf(xs);
  }

  /** Indices of the median, 90 %, 99 % and so on: where marks stand. */
  static List<Integer> marks() {
    return IntStream.range(1, XS.size())
        .filter(i -> XS.get(i) == MEDIAN || isDecade(XS.get(i)))
        .boxed()
        .toList();
  }

  private static boolean isDecade(double x) {
    double decades = Math.log10(x);
    return Math.abs(decades - Math.rint(decades)) < 1e-9;
  }

  /**
   * A distribution at the places of this axis, in decimal microseconds, as far as there are enough
   * independent events beyond a place to list it.
   *
   * @param nanos holds nanoseconds
   * @param samplesPerEvent how many of its values are one event
   */
  static List<@Nullable Double> curve(AbstractHistogram nanos, double samplesPerEvent) {
    List<@Nullable Double> curve = new ArrayList<>();
    for (double x : XS) {
      if (Math.floor(nanos.getTotalCount() / samplesPerEvent / x)
          < Percentile.LEAST_SAMPLES_BEYOND) {
        break;
      }
      curve.add(nanos.getValueAtPercentile(100 - 100 / x) / NANOS_PER_MICRO);
    }
    return curve;
  }

  /** The listed percentiles at their places, and null between them: what is left of a lost log. */
  static List<@Nullable Double> curve(LatencySummary summary) {
    List<@Nullable Double> curve = new ArrayList<>();
    for (double x : XS) {
      curve.add(listed(summary, x));
    }
    while (!curve.isEmpty() && curve.getLast() == null) {
      curve.removeLast();
    }
    return curve;
  }

  private static @Nullable Double listed(LatencySummary summary, double x) {
    if (x == MEDIAN) {
      return summary.p50Micros();
    }
    if (x == 10) {
      return summary.p90Micros();
    }
    if (x == 100) {
      return summary.p99Micros();
    }
    if (x == 1_000) {
      return summary.p999Micros();
    }
    return x == 10_000 ? summary.p9999Micros() : null;
  }
}
