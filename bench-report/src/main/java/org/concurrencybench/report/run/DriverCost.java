package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * What the load driver spent during a window.
 *
 * @param cpuMicrosPerRequest CPU, user and system, for one request
 * @param utilisation CPU as a fraction of the CPUs that it may use, while requests became due
 * @param longestStallMillis the longest time in which work was due and a pacing thread did not come
 *     round to it
 */
public record DriverCost(
    @Nullable Double cpuMicrosPerRequest,
    @Nullable Double utilisation,
    @Nullable Double longestStallMillis) {

  /** Nothing was measured. */
  public static final DriverCost NOT_MEASURED = new DriverCost(null, null, null);

  /** Checks the ranges. */
  public DriverCost {
    Check.notNegative("cpuMicrosPerRequest", cpuMicrosPerRequest);
    Check.notNegative("utilisation", utilisation);
    Check.notNegative("longestStallMillis", longestStallMillis);
  }
}
