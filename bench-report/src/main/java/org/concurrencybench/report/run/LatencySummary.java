package org.concurrencybench.report.run;

import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of times, in decimal microseconds. A percentile is null with fewer than {@value
 * Percentile#LEAST_SAMPLES_BEYOND} independent events beyond it, the maximum only without any
 * sample. A thousand deliveries of one publish are a thousand samples and one event. Two summaries
 * cannot be merged and must not be averaged; the histograms can be merged.
 *
 * @param samples how many times it summarises
 * @param p50Micros half are at most this
 * @param p90Micros 90 % are at most this
 * @param p99Micros 99 % are at most this
 * @param p999Micros 99.9 % are at most this
 * @param p9999Micros 99.99 % are at most this
 * @param maxMicros the longest
 * @param events independent events that the samples are of; null if each sample is one, and in runs
 *     that did not say so
 */
public record LatencySummary(
    long samples,
    @Nullable Double p50Micros,
    @Nullable Double p90Micros,
    @Nullable Double p99Micros,
    @Nullable Double p999Micros,
    @Nullable Double p9999Micros,
    @Nullable Double maxMicros,
    @Nullable Long events) {

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
    if (events != null) {
      Check.notNegative("events", events.longValue());
    }
  }

  /** Times of which each is an event of its own. */
  public LatencySummary(
      long samples,
      @Nullable Double p50Micros,
      @Nullable Double p90Micros,
      @Nullable Double p99Micros,
      @Nullable Double p999Micros,
      @Nullable Double p9999Micros,
      @Nullable Double maxMicros) {
    this(samples, p50Micros, p90Micros, p99Micros, p999Micros, p9999Micros, maxMicros, null);
  }

  /**
   * The summary of a histogram that holds nanoseconds, each value an event of its own. The
   * histogram must not change meanwhile.
   */
  public static LatencySummary ofNanos(AbstractHistogram nanos) {
    return ofNanos(nanos, nanos.getTotalCount());
  }

  /**
   * The same of values that are not independent.
   *
   * @param events of which they are, as publishes whose deliveries they are
   */
  public static LatencySummary ofNanos(AbstractHistogram nanos, long events) {
    return new LatencySummary(
        nanos.getTotalCount(),
        micros(nanos, events, Percentile.P50),
        micros(nanos, events, Percentile.P90),
        micros(nanos, events, Percentile.P99),
        micros(nanos, events, Percentile.P99_9),
        micros(nanos, events, Percentile.P99_99),
        micros(nanos, events, Percentile.MAX),
        events < nanos.getTotalCount() ? events : null);
  }

  private static @Nullable Double micros(
      AbstractHistogram nanos, long events, Percentile percentile) {
    return percentile.isListedWith(Math.min(events, nanos.getTotalCount()))
        ? nanos.getValueAtPercentile(percentile.percent()) / NANOS_PER_MICRO
        : null;
  }

  /** Independent events: what {@link #events} says, or as many as there are samples. */
  public long independentEvents() {
    return events == null ? samples : events;
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
