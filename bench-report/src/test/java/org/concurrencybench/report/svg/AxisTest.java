package org.concurrencybench.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void valuesOfOneSizeStartAtZero() {
    Axis axis = Axis.of(40, 57, 300, 100);
    assertThat(axis.logarithmic()).isFalse();
    assertThat(axis.at(0)).isEqualTo(300);
    assertThat(axis.at(axis.high())).isEqualTo(100);
    assertThat(axis.ticks(6)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
  }

  @Test
  void valuesOfManySizesHaveEqualFactorsAtEqualDistances() {
    Axis axis = Axis.of(7, 9_000, 0, 100);
    assertThat(axis.logarithmic()).isTrue();
    assertThat(axis.at(100) - axis.at(10)).isCloseTo(axis.at(1_000) - axis.at(100), within(1e-9));
    assertThat(axis.ticks(6)).contains(10.0, 100.0, 1_000.0).allMatch(axis::holds);
  }

  @Test
  void whatLiesOutsideIsDrawnAtTheEnd() {
    Axis axis = Axis.log(10, 1_000, 0, 100);
    assertThat(axis.at(1e-9)).isZero();
    assertThat(axis.at(1e9)).isEqualTo(100);
    assertThat(axis.holds(1e9)).isFalse();
  }

  @Test
  void whatNoRunCanHaveHasAnAxisWithAnEnd() {
    assertThat(Axis.of(Double.MIN_VALUE, Double.MAX_VALUE, 0, 100).ticks(6)).hasSizeBetween(2, 14);
    assertThat(Axis.of(Double.MAX_VALUE, Double.MAX_VALUE, 0, 100).ticks(6)).hasSizeBetween(2, 14);
    assertThat(Axis.log(Double.MAX_VALUE, Double.MAX_VALUE, 0, 9).ticks(6)).hasSizeBetween(1, 14);
    assertThat(Axis.of(Double.MIN_VALUE, Double.MIN_VALUE, 0, 100).ticks(6)).hasSizeBetween(2, 14);
  }

  @Test
  void nothingIsAnAxisToo() {
    assertThat(Axis.of(0, 0, 0, 100).ticks(4)).isNotEmpty();
  }

  @Test
  void ticksAreNeverManyWhateverTheSpan() {
    for (double low = 1e-6; low < 1e6; low *= 3) {
      for (double factor = 1.01; factor < 1e9; factor *= 2.7) {
        Axis axis = Axis.of(low, low * factor, 0, 100);
        assertThat(axis.ticks(6)).as("%s times %s", low, factor).hasSizeBetween(2, 14);
        assertThat(axis.holds(low * factor)).isTrue();
        assertThat(axis.holds(low) || !axis.logarithmic()).isTrue();
      }
    }
  }
}
