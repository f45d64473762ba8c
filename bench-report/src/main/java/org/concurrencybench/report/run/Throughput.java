package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * Requests offered and answered.
 *
 * @param requestsPerSecond answered correctly during the window, a second
 * @param offeredPerSecond due during the window, a second; null in a closed loop, which offers as
 *     fast as it is answered
 * @param issued requests that were due during the window
 * @param completed of these, answered correctly, the drain after the window included
 */
public record Throughput(
    double requestsPerSecond, @Nullable Double offeredPerSecond, long issued, long completed) {

  /** No request at all. */
  public static final Throughput NONE = new Throughput(0, null, 0, 0);

  /** Checks the ranges. */
  public Throughput {
    Check.notNegative("requestsPerSecond", requestsPerSecond);
    Check.notNegative("offeredPerSecond", offeredPerSecond);
    Check.notNegative("issued", issued);
    Check.notNegative("completed", completed);
  }
}
