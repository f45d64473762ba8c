package org.concurrencybench.report.run;

import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of times, in decimal microseconds. A percentile is null with fewer than {@value
 * Percentile#LEAST_SAMPLES_BEYOND} samples beyond it, the maximum only without any sample. Two
 * summaries cannot be merged and must not be averaged; the histograms can be merged.
 *
 * @param samples how many times it summarises
 * @param p50Micros half are at most this
 * @param p90Micros 90 % are at most this
 * @param p99Micros 99 % are at most this
 * @param p999Micros 99.9 % are at most this
 * @param p9999Micros 99.99 % are at most this
 * @param maxMicros the longest
 */
public record LatencySummary(
    long samples,
    @Nullable Double p50Micros,
    @Nullable Double p90Micros,
    @Nullable Double p99Micros,
    @Nullable Double p999Micros,
    @Nullable Double p9999Micros,
    @Nullable Double maxMicros) {

  private static final double NANOS_PER_MICRO = 1_000;

  /** Checks the ranges. */
  public LatencySummary {
    Check.notNegative("samples", samples);
    Check.notNegative("p50Micros", p50Micros);
    Check.notNegative("p90Micros", p90Micros);
    Check.notNegative("p99Micros", p99Micros);
    Check.notNegative("p999Micros", p999Micros);
    Check.notNegative("p9999Micros", p9999Micros);
    Check.notNegative("maxMicros", maxMicros);
  }

  /** The summary of a histogram that holds nanoseconds. The histogram must not change meanwhile. */
  public static LatencySummary ofNanos(AbstractHistogram nanos) {
    return new LatencySummary(
        nanos.getTotalCount(),
        micros(nanos, Percentile.P50),
        micros(nanos, Percentile.P90),
        micros(nanos, Percentile.P99),
        micros(nanos, Percentile.P99_9),
        micros(nanos, Percentile.P99_99),
        micros(nanos, Percentile.MAX));
  }

  private static @Nullable Double micros(AbstractHistogram nanos, Percentile percentile) {
    return percentile.isListedWith(nanos.getTotalCount())
        ? nanos.getValueAtPercentile(percentile.percent()) / NANOS_PER_MICRO
        : null;
  }

  /** The value at a percentile, in decimal microseconds; null if it is not listed. */
  public @Nullable Double micros(Percentile percentile) {
    return switch (percentile) {
      case P50 -> p50Micros;
      case P90 -> p90Micros;
      case P99 -> p99Micros;
      case P99_9 -> p999Micros;
      case P99_99 -> p9999Micros;
      case MAX -> maxMicros;
    };
  }
}
