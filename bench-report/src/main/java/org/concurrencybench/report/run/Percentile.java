package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The points of a distribution that are listed, lowest first. */
public enum Percentile {
  /** The median. */
  @JsonProperty("p50")
  P50("p50", 5_000),
  /** Nine of ten are faster. */
  @JsonProperty("p90")
  P90("p90", 9_000),
  /** 99 of 100 are faster. */
  @JsonProperty("p99")
  P99("p99", 9_900),
  /** 999 of 1,000 are faster. */
  @JsonProperty("p99.9")
  P99_9("p99.9", 9_990),
  /** 9,999 of 10,000 are faster. */
  @JsonProperty("p99.99")
  P99_99("p99.99", 9_999),
  /** The slowest. */
  @JsonProperty("max")
  MAX("max", 10_000);

  /**
   * A percentile with fewer independent events beyond it than this is chance, and is not listed.
   */
  public static final int LEAST_SAMPLES_BEYOND = 10;

  private final String label;
  private final int tenThousandths;

  Percentile(String label, int tenThousandths) {
    this.label = label;
    this.tenThousandths = tenThousandths;
  }

  /** From 0 to 100, as HdrHistogram takes it. */
  double percent() {
    return tenThousandths / 100.0;
  }

  /** The fewest independent events with which it is listed. */
  public long leastSamples() {
    return this == MAX ? 1 : Math.ceilDiv(LEAST_SAMPLES_BEYOND * 10_000L, 10_000L - tenThousandths);
  }

  /** Whether that many independent events are enough to list it. The maximum needs one. */
  boolean isListedWith(long samples) {
    if (this == MAX) {
      return samples > 0;
    }
    // Whole numbers: in doubles, 99.9 % of 10,000 is a little more than 9,990.
    long atOrBelow = Math.ceilDiv(samples * tenThousandths, 10_000L);
    return samples - atOrBelow >= LEAST_SAMPLES_BEYOND;
  }

  /** The name in results, as {@code p99.9}. */
  @Override
  public String toString() {
    return label;
  }
}
