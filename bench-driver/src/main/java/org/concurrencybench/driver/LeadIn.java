package org.concurrencybench.driver;

import java.time.Duration;

/**
 * How a load comes up before it is measured, so that the measured interval begins with as many
 * requests in flight as it ends with.
 *
 * <p>A window that began with nothing in flight would lose the first service time: 3 % of the rate
 * with 100 ms waits in 3 s. And connections of a closed loop that all begin at once would stay in
 * step, so that the rate depended on how many of their bursts fall into the interval. Here they
 * begin one after another over one cycle.
 *
 * @param cycle a request and its pause where the server does nothing but wait and compute as it is
 *     told: connections of a closed loop begin spread over it
 * @param steady how long the full load runs after that
 */
public record LeadIn(Duration cycle, Duration steady) {

  /** The measured interval begins with the first request. */
  public static final LeadIn NONE = new LeadIn(Duration.ZERO, Duration.ZERO);

  /** Checks the ranges. */
  public LeadIn {
    if (cycle.isNegative() || steady.isNegative()) {
      throw new IllegalArgumentException(
          "lead-in of " + cycle + " and " + steady + ": must not be negative");
    }
  }

  /** From the first request to the measured interval. */
  public Duration length() {
    return cycle.plus(steady);
  }
}
