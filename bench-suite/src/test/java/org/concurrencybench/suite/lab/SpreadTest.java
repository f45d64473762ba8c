package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(new Spread(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(new Spread(List.of(4.0, 1.0, 100.0, 2.0)).median()).isEqualTo(3.0);
  }

  @Test
  void namesItsEndsInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new Spread(List.of(1.5, 0.25, 1.0)).toString("%.2f"))
          .isEqualTo("1.00 (0.25 to 1.50 in 3 pairs)");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Spread(List.of()));
  }
}
