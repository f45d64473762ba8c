package org.concurrencybench.report.run;

/**
 * How a server and its driver were warmed up before their first window. The seconds of it, with the
 * time that the JIT compiled in each, are in timeseries.csv.
 *
 * @param requests answered
 * @param seconds that it took
 * @param quiet whether the compilers of both had come to rest; if not, the warm-up reached its
 *     limit
 */
public record WarmUp(long requests, double seconds, boolean quiet) {

  /** Checks the ranges. */
  public WarmUp {
    Check.notNegative("requests", requests);
    Check.notNegative("seconds", seconds);
  }
}
