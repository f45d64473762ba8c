package org.concurrencybench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.concurrencybench.report.statistics.Interval;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void aFigureIsTheGeometricMeanWithItsInterval() {
    Spread spread = Spread.of(List.of(4.0, 1.0, 2.0)).orElseThrow();
    assertThat(spread.estimate()).isCloseTo(2, within(1e-12));
    assertThat(spread.isMean()).isTrue();
    assertThat(spread.rounds()).isEqualTo(3);
    assertThat(spread.interval().low()).isCloseTo(2 / spread.interval().high() * 2, within(1e-9));
    assertThat(Spread.of(List.of(4.0, 1.0)).orElseThrow().interval()).isNull();
  }

  @Test
  void aPercentileIsNeverAveragedAndBothOfTheMiddleAreSaid() {
    Spread even = Spread.ofListed(List.of(4.0, 1.0, 2.0, 100.0)).orElseThrow();
    assertThat(even).isEqualTo(new Spread(4, 1, 2, 4, 100, false, null));
    assertThat(even.words()).isEqualTo("2/4");
    assertThat(even.estimate()).isEqualTo(4);
    Spread odd = Spread.ofListed(List.of(3.0, 1.0, 2.0)).orElseThrow();
    assertThat(odd).isEqualTo(new Spread(3, 1, 2, 2, 3, false, null));
    assertThat(odd.words()).isEqualTo("2");
    assertThat(Spread.ofListed(List.of(1_000.1, 1_000.2)).orElseThrow().words()).isEqualTo("1,000");
  }

  /** A geometric mean wants figures above zero: a round without a switch has none. */
  @Test
  void aFigureThatIsZeroSomewhereIsTheRoundInTheMiddle() {
    Spread spread = Spread.of(List.of(0.0, 3.0, 1.0)).orElseThrow();
    assertThat(spread).isEqualTo(new Spread(3, 0, 1, 1, 3, false, null));
    assertThat(Spread.of(List.of(-5.0, Double.POSITIVE_INFINITY)).orElseThrow().isMean()).isFalse();
  }

  @Test
  void whatIsTheSameInEveryRoundIsThatToTheLastDigit() {
    assertThat(Spread.of(List.of(15.0, 15.0, 15.0)).orElseThrow().words()).isEqualTo("15");
  }

  @Test
  void aPointNeverLiesOutsideItsBar() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    for (int i = 0; i < 10_000; i++) {
      List<Double> values = new ArrayList<>();
      int rounds = 1 + random.nextInt(6);
      double noise = random.nextDouble() * 3;
      for (int round = 0; round < rounds; round++) {
        values.add(Math.exp(noise * random.nextGaussian()));
      }
      for (Spread spread :
          List.of(Spread.of(values).orElseThrow(), Spread.ofListed(values).orElseThrow())) {
        Interval bar = spread.whisker().orElse(new Interval(spread.lowest(), spread.highest()));
        assertThat(bar.contains(spread.lower())).isTrue();
        assertThat(bar.contains(spread.upper())).isTrue();
        assertThat(spread.lowest()).isLessThanOrEqualTo(spread.lower());
        assertThat(spread.highest()).isGreaterThanOrEqualTo(spread.upper());
      }
    }
  }

  @Test
  void withoutValuesThereIsNone() {
    assertThat(Spread.of(List.of())).isEmpty();
  }
}
