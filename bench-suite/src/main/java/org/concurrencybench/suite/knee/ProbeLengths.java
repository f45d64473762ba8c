package org.concurrencybench.suite.knee;

import java.time.Duration;

/**
 * How long the windows of a search are: so that the objective's percentile is listed, and those
 * that only lead the way shorter than those that confirm.
 *
 * @param objective what is searched for
 * @param confirming how long a window is with which the result stands or falls
 * @param longest what no window exceeds for want of requests; at least {@code confirming}
 */
public record ProbeLengths(Objective objective, Duration confirming, Duration longest) {

  /** A window that only leads the way, of one that confirms. */
  private static final double LEADING = 0.4;

  /** Poisson arrivals scatter: so many more requests are asked for than a percentile needs. */
  private static final double MORE_THAN_NEEDED = 1.2;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Checks the order. */
  public ProbeLengths {
    if (longest.compareTo(confirming) < 0) {
      throw new IllegalArgumentException("confirming " + confirming + ", longest " + longest);
    }
  }

  /** At least that many requests a second list the percentile in the longest window: whole. */
  public double lowestRate() {
    return Math.ceil(requests() / seconds(longest));
  }

  /**
   * Of one window.
   *
   * @param ratePerSecond requests that become due
   */
  public Duration of(Step.Probe probe, double ratePerSecond) {
    double wanted = seconds(confirming) * (probe.confirming() ? 1 : LEADING);
    double needed = Math.min(requests() / ratePerSecond, seconds(longest));
    return Duration.ofNanos(Math.round(Math.max(wanted, needed) * NANOS_PER_SECOND));
  }

  private double requests() {
    return objective.percentile().leastSamples() * MORE_THAN_NEEDED;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
