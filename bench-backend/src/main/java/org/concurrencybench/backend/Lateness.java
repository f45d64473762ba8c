package org.concurrencybench.backend;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How late answers were: handed to the socket minus due, in nanoseconds. An answer is due its wait
 * after the backend has read the call, so time that the call spent in the kernel before is not in
 * it.
 *
 * @param answers how many there were; the rest is 0 if none
 * @param p50Nanos the median
 * @param p99Nanos the 99th percentile
 * @param maxNanos the latest of all
 */
public record Lateness(long answers, long p50Nanos, long p99Nanos, long maxNanos) {

  static Lateness of(Histogram nanos) {
    return new Lateness(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        nanos.getMaxValue());
  }

  /** For people: microseconds. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d answers, late by p50 %,d us, p99 %,d us, max %,d us",
        answers,
        p50Nanos / 1_000,
        p99Nanos / 1_000,
        maxNanos / 1_000);
  }
}
