package org.concurrencybench.suite.lab;

import java.time.Duration;

/**
 * What a server that stands still once must look like to those who do not wait for it: of the
 * requests that become due in the window, the part {@code stall / window} is due while it stands,
 * spread evenly, and waits for what is left of the stall; the others are answered at once.
 *
 * <pre>
 *   share that takes longer than x   (stall - x) / window                    0 &lt;= x &lt;= stall
 *   percentile p                     stall - (1 - p) * window                or at once, where that is below 0
 * </pre>
 *
 * @param window how long requests become due
 * @param stall how long of it the server stands still
 */
record StallTheory(Duration window, Duration stall) {

  private static final double PERCENT = 100;

  /** Refuses a stall that does not fit into its window. */
  StallTheory {
    if (stall.isNegative() || stall.compareTo(window) > 0) {
      throw new IllegalArgumentException(
          "a stall of " + stall + " in a window of " + window + ": must fit into it");
    }
  }

  /** Response time at a percentile from 0 to 100, in milliseconds; 0 for "at once". */
  double millisAt(double percentile) {
    double beyond = 1 - percentile / PERCENT;
    return Math.max(0, millis(stall) - beyond * millis(window));
  }

  /** Requests that are due while it stands, of all that are. */
  double share() {
    return millis(stall) / millis(window);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
