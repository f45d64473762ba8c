package org.concurrencybench.report.statistics;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of the logarithms of positive figures, one a round, and how sure it is.
 *
 * <pre>
 *   ratio of a round     r = a / b             a and b from the same round: the pair shares its minutes
 *   estimate             exp(mean(log r))      twice as much and half as much are equally far from 1
 *   interval             exp(mean(log r) +- t(n - 1) * s / sqrt(n))
 * </pre>
 *
 * <p>Student's t ("The probable error of a mean", Biometrika 6, 1908), because the spread is
 * estimated from the same few rounds. It takes the logarithms for normally distributed and the
 * rounds for independent; fresh processes and shuffled order are what makes the second plausible.
 *
 * @param n rounds
 * @param mean of the natural logarithms
 * @param standardError of that mean; NaN with one round
 */
public record LogMean(int n, double mean, double standardError) {

  /** With fewer rounds than this there is no interval: the spread would be a guess. */
  public static final int LEAST_ROUNDS = 3;

  /** Confidence of {@link #interval}. */
  public static final double CONFIDENCE = 0.95;

  /**
   * The mean of these figures; empty without any.
   *
   * @throws IllegalArgumentException if one is not above zero, or not finite
   */
  public static Optional<LogMean> of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    double[] logs = figures.stream().mapToDouble(LogMean::log).toArray();
    int n = logs.length;
    double sum = 0;
    for (double log : logs) {
      sum += log;
    }
    double mean = sum / n;
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    return Optional.of(new LogMean(n, mean, Math.sqrt(squares / (n - 1) / n)));
  }

  private static double log(double figure) {
    if (!(figure > 0) || Double.isInfinite(figure)) {
      throw new IllegalArgumentException("figure " + figure + ", must be above 0 and finite");
    }
    return Math.log(figure);
  }

  /** The geometric mean of the figures. */
  public double estimate() {
    return Math.exp(mean);
  }

  /** The 95 % interval of what {@link #estimate} estimates; empty with fewer than three rounds. */
  public Optional<Interval> interval() {
    if (n < LEAST_ROUNDS) {
      return Optional.empty();
    }
    double half = student().inverseSurvivalProbability((1 - CONFIDENCE) / 2) * standardError;
    return Optional.of(new Interval(Math.exp(mean - half), Math.exp(mean + half)));
  }

  /**
   * How probable a mean as high as this would be if the truth were {@code margin}: small values
   * speak for a truth above it. Empty with fewer than three rounds.
   */
  public OptionalDouble pAbove(double margin) {
    return n < LEAST_ROUNDS
        ? OptionalDouble.empty()
        : OptionalDouble.of(pAboveLog(mean - Math.log(margin)));
  }

  /** The same for a mean as low as this: small values speak for a truth below the margin. */
  public OptionalDouble pBelow(double margin) {
    return n < LEAST_ROUNDS
        ? OptionalDouble.empty()
        : OptionalDouble.of(pAboveLog(Math.log(margin) - mean));
  }

  private double pAboveLog(double distance) {
    if (standardError == 0) {
      return distance > 0 ? 0 : 1;
    }
    return student().survivalProbability(distance / standardError);
  }

  private TDistribution student() {
    return TDistribution.of(n - 1.0);
  }
}
