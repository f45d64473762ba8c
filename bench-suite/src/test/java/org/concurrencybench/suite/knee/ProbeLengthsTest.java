package org.concurrencybench.suite.knee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.concurrencybench.report.run.Percentile;
import org.junit.jupiter.api.Test;

class ProbeLengthsTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration THIRTY_SECONDS = Duration.ofSeconds(30);
  private static final Objective P99 = Objective.p99(Duration.ofMillis(10));
  private static final Step.Probe LEADS = new Step.Probe(1, false);
  private static final Step.Probe CONFIRMS = new Step.Probe(1, true);

  private final ProbeLengths lengths = new ProbeLengths(P99, TEN_SECONDS, THIRTY_SECONDS);

  @Test
  void whatLeadsTheWayIsShorterThanWhatConfirms() {
    assertThat(lengths.of(LEADS, 5_000)).isEqualTo(Duration.ofSeconds(4));
    assertThat(lengths.of(CONFIRMS, 5_000)).isEqualTo(TEN_SECONDS);
  }

  /** A p99 needs 1,000 requests, and 1,200 so that chance does not leave too few. */
  @Test
  void fewRequestsNeedLongerWindows() {
    assertThat(Percentile.P99.leastSamples()).isEqualTo(1_000);
    assertThat(lengths.of(LEADS, 200)).isEqualTo(Duration.ofSeconds(6));
    assertThat(lengths.of(CONFIRMS, 60)).isEqualTo(Duration.ofSeconds(20));
    assertThat(lengths.of(LEADS, 1)).isEqualTo(THIRTY_SECONDS);
    assertThat(lengths.lowestRate()).isEqualTo(40);
    assertThat(lengths.of(LEADS, lengths.lowestRate())).isEqualTo(THIRTY_SECONDS);
  }

  /** As a drive has it: no window is longer than the user said. */
  @Test
  void confirmingWindowsMayBeTheLongest() {
    var drive = new ProbeLengths(P99, TEN_SECONDS, TEN_SECONDS);
    assertThat(drive.of(CONFIRMS, 1)).isEqualTo(TEN_SECONDS);
    assertThat(drive.of(LEADS, 150)).isEqualTo(Duration.ofSeconds(8));
    assertThat(drive.lowestRate()).isEqualTo(120);
    assertThatThrownBy(() -> new ProbeLengths(P99, TEN_SECONDS, Duration.ofSeconds(9)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
