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
 * @param peak whether the rate is the server's highest; null in an open loop, which does not ask,
 *     and where the CPUs were not counted
 */
public record Throughput(
    double requestsPerSecond,
    @Nullable Double offeredPerSecond,
    long issued,
    long completed,
    @Nullable Peak peak) {

  /** No request at all. */
  public static final Throughput NONE = new Throughput(0, null, 0, 0);

  /** Checks the ranges. */
  public Throughput {
    Check.notNegative("requestsPerSecond", requestsPerSecond);
    Check.notNegative("offeredPerSecond", offeredPerSecond);
    Check.notNegative("issued", issued);
    Check.notNegative("completed", completed);
  }

  /** A rate of which is not known whether it is a peak. */
  public Throughput(
      double requestsPerSecond, @Nullable Double offeredPerSecond, long issued, long completed) {
    this(requestsPerSecond, offeredPerSecond, issued, completed, null);
  }

  /** The same, and what the CPUs say of the rate. */
  public Throughput with(@Nullable Peak known) {
    return new Throughput(requestsPerSecond, offeredPerSecond, issued, completed, known);
  }
}
