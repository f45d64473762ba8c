package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

  @Test
  void cellWithoutAValidRoundFailsAStrictRunOnly() {
    var summary = new RunSummary(Path.of("results"), 0, 1);
    assertThat(summary.failed(false)).isFalse();
    assertThat(summary.failed(true)).isTrue();
  }

  @Test
  void roundThatFailedFailsEveryRun() {
    assertThat(new RunSummary(Path.of("results"), 1, 0).failed(false)).isTrue();
  }

  @Test
  void runWithSomethingValidInEveryCellIsNoFailure() {
    assertThat(new RunSummary(Path.of("results"), 0, 0).failed(true)).isFalse();
  }
}
