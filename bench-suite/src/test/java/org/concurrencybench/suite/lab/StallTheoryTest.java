package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallTheoryTest {

  private static final StallTheory TENTH =
      new StallTheory(Duration.ofSeconds(10), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({"0, 0", "50, 0", "90, 0", "91, 100", "95, 500", "99, 900", "99.9, 990", "100, 1000"})
  void percentilesOfASecondInTen(double percentile, double millis) {
    assertThat(TENTH.millisAt(percentile)).isCloseTo(millis, within(1e-6));
    assertThat(TENTH.share()).isEqualTo(0.1);
  }

  /** The formula against requests that are drawn one by one. */
  @Test
  void isWhatRequestsDrawnAtRandomSee() {
    var random = new Random(3);
    var waited = new Histogram(3);
    int requests = 1_000_000;
    for (int i = 0; i < requests; i++) {
      double due = random.nextDouble() * 10;
      waited.recordValue(due >= 4 && due < 5 ? Math.round((5 - due) * 1e9) : 0);
    }
    for (double percentile : new double[] {50, 89, 92, 95, 99, 99.9}) {
      assertThat(waited.getValueAtPercentile(percentile) / 1e6)
          .as("p%s", percentile)
          .isCloseTo(TENTH.millisAt(percentile), within(15.0));
    }
  }

  @Test
  void aStallFitsIntoItsWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StallTheory(Duration.ofSeconds(1), Duration.ofSeconds(2)))
        .withMessage("a stall of PT2S in a window of PT1S: must fit into it");
  }
}
