package org.concurrencybench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void theSmallestIsMultipliedMostAndNoneComesBeforeIt() {
    List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
    double[] expected = {0.03, 0.06, 0.06, 0.02};
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted.get(i)).isCloseTo(expected[i], Offset.offset(1e-12));
    }
  }

  @Test
  void oneTestIsNotCorrected() {
    assertThat(Holm.adjusted(List.of(0.02))).containsExactly(0.02);
    assertThat(Holm.adjusted(List.of())).isEmpty();
  }

  @Test
  void aProbabilityStaysOne() {
    assertThat(Holm.adjusted(List.of(0.6, 1.0))).containsExactly(1.0, 1.0);
  }

  @Test
  void anIntervalHasALowerAndAnUpperEnd() {
    assertThat(new Interval(1, 2).contains(1)).isTrue();
    assertThat(new Interval(1, 2).contains(2.001)).isFalse();
    assertThatThrownBy(() -> new Interval(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
