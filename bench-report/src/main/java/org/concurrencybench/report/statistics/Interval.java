package org.concurrencybench.report.statistics;

/**
 * Where the truth lies, with the confidence of whoever made it.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {

  /** Refuses ends the wrong way round. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }

  /** Whether the value lies in it, the ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
