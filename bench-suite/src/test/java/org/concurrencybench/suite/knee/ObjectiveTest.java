package org.concurrencybench.suite.knee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.WindowStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {

  private static final Objective P99_OF_10_MS = Objective.p99(Duration.ofMillis(10));

  private static Latency latency(Double p99Micros, double maxMicros, Percentile... driverLimited) {
    return new Latency(
        new LatencySummary(5_000, 1.0, 2.0, p99Micros, null, null, maxMicros),
        null,
        null,
        null,
        List.of(driverLimited));
  }

  @Test
  void theLimitItselfMeetsIt() {
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(10_000.0, 90_000)))
        .isEqualTo(Sustained.YES);
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(10_000.1, 90_000)))
        .isEqualTo(Sustained.NO);
  }

  @Test
  void serverThatDidNotKeepUpMissesIt() {
    assertThat(P99_OF_10_MS.judge(WindowStatus.SATURATED, latency(5.0, 5))).isEqualTo(Sustained.NO);
  }

  @Test
  void spoiledWindowSaysNothing() {
    assertThat(P99_OF_10_MS.judge(WindowStatus.INVALID, latency(5.0, 5)))
        .isEqualTo(Sustained.UNKNOWN);
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, Latency.NOT_MEASURED))
        .isEqualTo(Sustained.UNKNOWN);
  }

  @Test
  void latenessCanOnlyHideThatItWasMet() {
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(20_000.0, 90_000, Percentile.P99)))
        .isEqualTo(Sustained.UNKNOWN);
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(9_000.0, 90_000, Percentile.P99)))
        .isEqualTo(Sustained.YES);
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(20_000.0, 90_000, Percentile.MAX)))
        .isEqualTo(Sustained.NO);
  }

  @Test
  void withFewRequestsTheSlowestMustDo() {
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(null, 10_000)))
        .isEqualTo(Sustained.YES);
    assertThat(P99_OF_10_MS.judge(WindowStatus.VALID, latency(null, 10_001)))
        .isEqualTo(Sustained.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "p99=50ms, p99 of at most 50 ms, p99-50ms",
    "p99.9=1s, p99.9 of at most 1 s, p99.9-1s",
    "max=250us, max of at most 250 us, max-250us",
    "p50=1500ms, p50 of at most 1500 ms, p50-1500ms"
  })
  void isPrintedAsItIsRead(String text, String words, String name) {
    Objective objective = Objective.parse(text);
    assertThat(objective).hasToString(text);
    assertThat(objective.inWords()).isEqualTo(words);
    assertThat(objective.inNames()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p99",
        "p99=",
        "50ms",
        "p99=50",
        "p98=50ms",
        "p99=0ms",
        "mean=5ms",
        "p99-50ms"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Objective.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("objective");
  }

  @ParameterizedTest
  @EnumSource
  void theFewestRequestsAreEnoughToListAPercentile(Percentile percentile) {
    var histogram = new Histogram(3);
    for (long i = 1; i < percentile.leastSamples(); i++) {
      histogram.recordValue(1);
    }
    assertThat(LatencySummary.ofNanos(histogram).micros(percentile)).isNull();
    histogram.recordValue(1);
    assertThat(LatencySummary.ofNanos(histogram).micros(percentile)).isNotNull();
  }
}
