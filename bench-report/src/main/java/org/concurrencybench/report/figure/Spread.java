package org.concurrencybench.report.figure;

import java.util.Collection;
import java.util.Optional;

/**
 * A figure over the rounds of a cell.
 *
 * @param rounds how many have it
 * @param lowest the smallest
 * @param median the middle one
 * @param highest the largest
 */
public record Spread(int rounds, double lowest, double median, double highest) {

  /**
   * Of an even number of values, the median is the mean of the middle two. Empty without any value.
   */
  public static Optional<Spread> of(Collection<Double> values) {
    return of(values, true);
  }

  /**
   * The median is one of the values, of an even number the larger of the middle two: for
   * percentiles, whose mean is a percentile of nothing. Empty without any value.
   */
  public static Optional<Spread> ofListed(Collection<Double> values) {
    return of(values, false);
  }

  private static Optional<Spread> of(Collection<Double> values, boolean meanOfMiddle) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double upper = sorted[n / 2];
    double median = meanOfMiddle ? (sorted[(n - 1) / 2] + upper) / 2 : upper;
    return Optional.of(new Spread(n, sorted[0], median, sorted[n - 1]));
  }
}
