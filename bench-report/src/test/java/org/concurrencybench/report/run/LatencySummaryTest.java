package org.concurrencybench.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencySummaryTest {

  @ParameterizedTest
  @CsvSource({
    "P50, 19, false", "P50, 20, true",
    "P90, 99, false", "P90, 100, true",
    "P99, 999, false", "P99, 1000, true",
    "P99_9, 9999, false", "P99_9, 10000, true",
    "P99_99, 99999, false", "P99_99, 100000, true",
    "MAX, 0, false", "MAX, 1, true"
  })
  void aPercentileNeedsTenSamplesBeyondIt(Percentile percentile, int samples, boolean listed) {
    LatencySummary summary = LatencySummary.ofNanos(oneToN(samples));
    assertThat(summary.micros(percentile) != null).isEqualTo(listed);
    assertThat(summary.samples()).isEqualTo(samples);
  }

  @Test
  void valuesAreMicrosecondsOfTheHistogramsNanoseconds() {
    LatencySummary summary = LatencySummary.ofNanos(oneToN(100_000));
    assertThat(summary.p50Micros()).isCloseTo(50, within(0.05));
    assertThat(summary.p90Micros()).isCloseTo(90, within(0.09));
    assertThat(summary.p99Micros()).isCloseTo(99, within(0.1));
    assertThat(summary.p999Micros()).isCloseTo(99.9, within(0.1));
    assertThat(summary.p9999Micros()).isCloseTo(99.99, within(0.1));
    assertThat(summary.maxMicros()).isCloseTo(100, within(0.1));
  }

  /** One room of a thousand: what lies beyond a percentile is publishes, not their deliveries. */
  @Test
  void deliveriesOfFewPublishesHaveThePercentilesOfThePublishes() {
    LatencySummary summary = LatencySummary.ofNanos(oneToN(60_000), 60);
    assertThat(summary.samples()).isEqualTo(60_000);
    assertThat(summary.events()).isEqualTo(60);
    assertThat(summary.p50Micros()).isCloseTo(30, within(0.03));
    assertThat(summary.maxMicros()).isCloseTo(60, within(0.06));
    assertThat(summary.p90Micros()).as("six publishes beyond it").isNull();
    assertThat(summary.p99Micros()).isNull();
    assertThat(summary.p999Micros()).isNull();
    assertThat(summary.p9999Micros()).isNull();
    assertThat(LatencySummary.ofNanos(oneToN(60_000), 1_000).p99Micros()).isNotNull();
    assertThat(LatencySummary.ofNanos(oneToN(60_000), 999).p99Micros()).isNull();
  }

  @Test
  void anEmptyHistogramHasNoValueAtAll() {
    assertThat(LatencySummary.ofNanos(new Histogram(3)))
        .isEqualTo(new LatencySummary(0, null, null, null, null, null, null));
  }

  @Test
  void whatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> new LatencySummary(1, Double.NaN, null, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p50Micros: NaN, must be a number (null if it was not measured)");
    assertThatThrownBy(() -> new LatencySummary(1, -1.0, null, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p50Micros: -1.0, must not be negative");
  }

  @Test
  void aPercentileIsDriverLimitedAboveAQuarterOfIt() {
    LatencySummary response = new LatencySummary(50_000, 100.0, 200.0, 400.0, 800.0, null, 900.0);
    LatencySummary late = new LatencySummary(50_000, 25.0, 50.001, 99.9, null, 1.0, 900.0);
    assertThat(Latency.of(response, null, late, null).driverLimited())
        .containsExactly(Percentile.P90, Percentile.MAX);
    assertThat(Latency.of(response, null, null, null).driverLimited()).isEmpty();
  }

  private static Histogram oneToN(int n) {
    Histogram nanos = new Histogram(3);
    for (int i = 1; i <= n; i++) {
      nanos.recordValue(i);
    }
    return nanos;
  }
}
