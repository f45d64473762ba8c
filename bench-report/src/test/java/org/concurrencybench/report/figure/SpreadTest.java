package org.concurrencybench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).contains(new Spread(4, 1, 3, 100));
  }

  @Test
  void aPercentileIsNeverAveraged() {
    assertThat(Spread.ofListed(List.of(4.0, 1.0, 2.0, 100.0))).contains(new Spread(4, 1, 4, 100));
    assertThat(Spread.ofListed(List.of(3.0, 1.0, 2.0))).contains(new Spread(3, 1, 2, 3));
  }

  @Test
  void withoutValuesThereIsNone() {
    assertThat(Spread.of(List.of())).isEmpty();
  }
}
