package org.concurrencybench.suite.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.concurrencybench.report.run.WarmUp;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void limitIsNotShorter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Settling(SECOND, SECOND.minusNanos(1)))
        .withMessageContaining("PT0.999999999S");
    assertThat(Settling.exactly(SECOND)).isEqualTo(new Settling(SECOND, SECOND));
  }

  /** What the compilers did before the measured load came is over. */
  @Test
  void whatTheMeasuredLoadLeftIsWhatCounts() {
    var restless = new WarmUpTrace(new WarmUp(100, 8, false), List.of());
    var resting = new WarmUpTrace(new WarmUp(10, 1, true), List.of());
    assertThat(restless.settled(resting).summary()).isEqualTo(new WarmUp(110, 9, true));
    assertThat(resting.settled(restless).summary()).isEqualTo(new WarmUp(110, 9, false));
  }
}
