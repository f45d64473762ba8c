package org.concurrencybench.report.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One second of a run: a row of timeseries.csv. What is null was not sampled in it.
 *
 * @param at when the second ended
 * @param cell id of the cell
 * @param round the round's number
 * @param attempt 1, or more in a repetition
 * @param phase what happened in it
 * @param second seconds since the phase began, from 0
 * @param requestsPerSecond requests answered in it
 * @param response response times of those
 * @param serverUtilisation the server's CPU as a fraction of the CPUs that it may use
 * @param driverUtilisation the same of the driver
 * @param serverResidentBytes resident memory of the server
 * @param serverThreads OS threads of the server
 * @param voluntarySwitchesPerSecond OS context switches of the server because a thread waited
 * @param involuntarySwitchesPerSecond OS context switches of the server because the kernel took the
 *     CPU away
 * @param gcPauseMillis time in it in which the server's collector stopped everything
 * @param serverCompilationMillis time in it in which the server's JIT compiled, over all of its
 *     threads
 */
public record TimeSeriesRow(
    Instant at,
    String cell,
    int round,
    int attempt,
    Phase phase,
    int second,
    @Nullable Double requestsPerSecond,
    @Nullable LatencySummary response,
    @Nullable Double serverUtilisation,
    @Nullable Double driverUtilisation,
    @Nullable Long serverResidentBytes,
    @Nullable Integer serverThreads,
    @Nullable Double voluntarySwitchesPerSecond,
    @Nullable Double involuntarySwitchesPerSecond,
    @Nullable Double gcPauseMillis,
    @Nullable Double serverCompilationMillis) {

  /** Checks the ranges. */
  public TimeSeriesRow {
    Check.text("cell", cell);
    Check.atLeast("round", 1, round);
    Check.atLeast("attempt", 1, attempt);
    Check.atLeast("second", 0, second);
    Check.notNegative("requestsPerSecond", requestsPerSecond);
    Check.notNegative("serverUtilisation", serverUtilisation);
    Check.notNegative("driverUtilisation", driverUtilisation);
    Check.notNegative("voluntarySwitchesPerSecond", voluntarySwitchesPerSecond);
    Check.notNegative("involuntarySwitchesPerSecond", involuntarySwitchesPerSecond);
    Check.notNegative("gcPauseMillis", gcPauseMillis);
    Check.notNegative("serverCompilationMillis", serverCompilationMillis);
  }
}
