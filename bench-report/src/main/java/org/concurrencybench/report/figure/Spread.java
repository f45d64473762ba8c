package org.concurrencybench.report.figure;

import java.util.Collection;
import java.util.Optional;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.statistics.LogMean;
import org.jspecify.annotations.Nullable;

/**
 * A figure over the rounds of a cell. This is the one place that decides what stands for several
 * rounds, in every table, chart and comparison:
 *
 * <pre>
 *   figures above zero   their geometric mean, with the 95 % interval of {@link LogMean} from three rounds on
 *   percentiles          the round in the middle, or the middle two: a mean of percentiles is a percentile of nothing
 *   figures with a zero  likewise: a geometric mean wants figures above zero
 * </pre>
 *
 * @param rounds how many have it
 * @param lowest the smallest
 * @param lower the geometric mean, or the middle round; of an even number the smaller of the middle
 *     two
 * @param upper the same, but the larger of the middle two
 * @param highest the largest
 * @param isMean whether it is the geometric mean, which is not the figure of one round
 * @param interval 95 % interval of the geometric mean; null for others and with fewer than three
 *     rounds
 */
public record Spread(
    int rounds,
    double lowest,
    double lower,
    double upper,
    double highest,
    boolean isMean,
    @Nullable Interval interval) {

  /** What {@link #words} mean, in a sentence for people. */
  public static final String MEANING =
      """
      A figure is the geometric mean of the valid rounds; a percentile of times is that of the round \
      in the middle, and a/b are the middle two of an even number, because percentiles are not \
      averaged.\
      """;

  /** Of figures that may be averaged. Empty without any value. */
  public static Optional<Spread> of(Collection<Double> values) {
    boolean above = values.stream().allMatch(value -> value > 0 && Double.isFinite(value));
    return above ? LogMean.of(values).map(mean -> of(mean, values)) : ofListed(values);
  }

  private static Spread of(LogMean mean, Collection<Double> values) {
    double[] sorted = sorted(values);
    double lowest = sorted[0];
    double highest = sorted[sorted.length - 1];
    // The logarithm and back may miss the last digit, and five rounds of 15 threads have 15.
    double estimate = Math.clamp(mean.estimate(), lowest, highest);
    Interval interval =
        mean.interval()
            .map(known ->
                new Interval(Math.min(known.low(), estimate), Math.max(known.high(), estimate)))
            .orElse(null);
    return new Spread(sorted.length, lowest, estimate, estimate, highest, true, interval);
  }

  /** Of percentiles. Empty without any value. */
  public static Optional<Spread> ofListed(Collection<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = sorted(values);
    int n = sorted.length;
    return Optional.of(
        new Spread(n, sorted[0], sorted[(n - 1) / 2], sorted[n / 2], sorted[n - 1], false, null));
  }

  private static double[] sorted(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /**
   * One number, where there is room for one only: a point, a bar, a question of the sheet. Of the
   * middle two the larger, so that a time is never shown better than half of the rounds had it.
   */
  public double estimate() {
    return upper;
  }

  /**
   * What a bar through the point shows: the interval of a mean, and for percentiles from the lowest
   * round to the highest. The point lies in it. Empty where neither is known.
   */
  public Optional<Interval> whisker() {
    if (isMean) {
      return Optional.ofNullable(interval);
    }
    return rounds == 1 ? Optional.empty() : Optional.of(new Interval(lowest, highest));
  }

  /** As {@code 42.1}, or the middle two as {@code 1,287/1,783} where they differ. */
  public String words() {
    String first = Digits.of(lower);
    String second = Digits.of(upper);
    return first.equals(second) ? first : first + "/" + second;
  }
}
