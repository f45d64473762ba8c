package org.concurrencybench.report.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio of two sets of positive figures whose rounds are <em>not</em> pairs: two runs, one
 * after the other. Welch's interval ("The generalization of Student's problem when several
 * different population variances are involved", Biometrika 34, 1947) on the difference of the mean
 * logarithms: it does not ask that both runs were equally noisy.
 *
 * <pre>
 *   estimate             exp(mean(log over) - mean(log under))
 *   standard error       s = sqrt(s1^2 + s2^2)               s1, s2 of the two means
 *   degrees of freedom   s^4 / (s1^4 / (n1 - 1) + s2^4 / (n2 - 1))     after Satterthwaite
 *   interval             exp(log estimate +- t(degrees of freedom) * s)
 * </pre>
 *
 * <p>It knows nothing of what changed between the runs beside their subject: a machine that became
 * slower looks like slower code.
 *
 * @param over the figures that are divided
 * @param under the figures that they are divided by
 */
public record LogRatio(LogMean over, LogMean under) {

  /** The ratio of the geometric means. */
  public double estimate() {
    return Math.exp(difference());
  }

  /** Rounds of the smaller set: with fewer than {@link LogMean#LEAST_ROUNDS} nothing follows. */
  public int leastRounds() {
    return Math.min(over.n(), under.n());
  }

  /** The 95 % interval of the ratio; empty with fewer than three rounds on a side. */
  public Optional<Interval> interval() {
    if (isTooFew()) {
      return Optional.empty();
    }
    double half =
        isExact()
            ? 0
            : student().inverseSurvivalProbability((1 - LogMean.CONFIDENCE) / 2) * standardError();
    return Optional.of(new Interval(Math.exp(difference() - half), Math.exp(difference() + half)));
  }

  /**
   * How probable a ratio as high as this would be if the truth were {@code margin}: small values
   * speak for a truth above it. Empty with fewer than three rounds on a side.
   */
  public OptionalDouble pAbove(double margin) {
    return isTooFew()
        ? OptionalDouble.empty()
        : OptionalDouble.of(pAboveLog(difference() - Math.log(margin)));
  }

  /** The same for a ratio as low as this: small values speak for a truth below the margin. */
  public OptionalDouble pBelow(double margin) {
    return isTooFew()
        ? OptionalDouble.empty()
        : OptionalDouble.of(pAboveLog(Math.log(margin) - difference()));
  }

  /** How probable a ratio as far from 1, on either side, would be if there were no difference. */
  public OptionalDouble pDifferent() {
    return isTooFew()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, 2 * pAboveLog(Math.abs(difference()))));
  }

  double degreesOfFreedom() {
    double a = over.standardError() * over.standardError();
    double b = under.standardError() * under.standardError();
    return (a + b) * (a + b) / (a * a / (over.n() - 1) + b * b / (under.n() - 1));
  }

  private double difference() {
    return over.mean() - under.mean();
  }

  private double standardError() {
    return Math.hypot(over.standardError(), under.standardError());
  }

  private boolean isTooFew() {
    return leastRounds() < LogMean.LEAST_ROUNDS;
  }

  /** Whether no round differed from another, on either side. */
  private boolean isExact() {
    return standardError() == 0;
  }

  private double pAboveLog(double distance) {
    if (isExact()) {
      return distance > 0 ? 0 : 1;
    }
    return student().survivalProbability(distance / standardError());
  }

  private TDistribution student() {
    return TDistribution.of(degreesOfFreedom());
  }
}
