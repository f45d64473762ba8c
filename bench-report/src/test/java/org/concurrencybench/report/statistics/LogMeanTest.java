package org.concurrencybench.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMeanTest {

  /** Hours of sleep gained, the table of Student's paper of 1908: second drug less first. */
  private static final double[] STUDENT = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

  private static final int SIMULATIONS = 4_000;

  @Test
  void studentsOwnDataHaveHisInterval() {
    LogMean mean = ofLogs(STUDENT);
    assertThat(mean.n()).isEqualTo(10);
    assertThat(mean.mean()).isCloseTo(1.58, within(1e-9));
    assertThat(mean.mean() / mean.standardError()).isCloseTo(4.0621, within(1e-4));
    Interval interval = mean.interval().orElseThrow();
    assertThat(Math.log(interval.low())).isCloseTo(0.7001142, within(1e-6));
    assertThat(Math.log(interval.high())).isCloseTo(2.4598858, within(1e-6));
    assertThat(mean.pAbove(1).orElseThrow()).isCloseTo(0.00283289 / 2, within(1e-7));
    assertThat(mean.pBelow(1).orElseThrow()).isCloseTo(1 - 0.00283289 / 2, within(1e-7));
  }

  @Test
  void threeRoundsHaveTheWideQuantileOfTwoDegreesOfFreedom() {
    Interval interval = ofLogs(-1, 0, 1).interval().orElseThrow();
    assertThat(Math.log(interval.high())).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(interval.low()).isCloseTo(1 / interval.high(), within(1e-12));
  }

  @Test
  void fewerThanThreeRoundsHaveNoInterval() {
    LogMean two = LogMean.of(List.of(2.0, 8.0)).orElseThrow();
    assertThat(two.estimate()).isCloseTo(4, within(1e-12));
    assertThat(two.interval()).isEmpty();
    assertThat(two.pAbove(1)).isEmpty();
    assertThat(two.pBelow(1)).isEmpty();
    assertThat(LogMean.of(List.of(2.0)).orElseThrow().interval()).isEmpty();
    assertThat(LogMean.of(List.of())).isEmpty();
  }

  @Test
  void roundsThatAgreeToTheBitHaveAPoint() {
    LogMean mean = LogMean.of(List.of(4.0, 4.0, 4.0)).orElseThrow();
    assertThat(mean.interval().orElseThrow().contains(mean.estimate())).isTrue();
    assertThat(mean.pAbove(3.9).orElseThrow()).isZero();
    assertThat(mean.pAbove(4).orElseThrow()).isEqualTo(1);
    assertThat(mean.pBelow(4).orElseThrow()).isEqualTo(1);
    assertThat(mean.pBelow(4.1).orElseThrow()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aFigureWithoutALogarithmIsRefused(double figure) {
    assertThatThrownBy(() -> LogMean.of(List.of(1.0, figure)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(figure));
  }

  /** The chance of error is 5 %: of 4,000 simulations 200, give or take 14. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void twoOfTheSameShowNoDifferenceInNineteenOfTwenty(int rounds) {
    assertThat(covered(rounds, 1, 0.05)).isBetween(0.938, 0.962);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void theIntervalHoldsTheTruthInNineteenOfTwenty(int rounds) {
    assertThat(covered(rounds, 1.1, 0.2)).isBetween(0.938, 0.962);
  }

  @Test
  void aHandicapOfTenPerCentIsFound() {
    RandomGenerator random = generator();
    int found = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      Interval interval = simulated(random, 10, 1.1, 0.03).interval().orElseThrow();
      found += interval.low() > 1 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(SIMULATIONS * 99 / 100);
  }

  @Test
  void aSideIsShownByItsIntervalExactlyWhenItsProbabilityIsAtMostHalfTheError() {
    RandomGenerator random = generator();
    int shown = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      LogMean mean = simulated(random, 5, 1.3, 0.1);
      Interval interval = mean.interval().orElseThrow();
      assertThat(interval.low() > 1.25).isEqualTo(mean.pAbove(1.25).orElseThrow() < 0.025);
      assertThat(interval.high() < 1.35).isEqualTo(mean.pBelow(1.35).orElseThrow() < 0.025);
      shown += interval.low() > 1.25 ? 1 : 0;
    }
    assertThat(shown).isBetween(1, SIMULATIONS - 1);
  }

  private static double covered(int rounds, double truth, double noise) {
    RandomGenerator random = generator();
    int covered = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      covered +=
          simulated(random, rounds, truth, noise).interval().orElseThrow().contains(truth) ? 1 : 0;
    }
    return (double) covered / SIMULATIONS;
  }

  /** Ratios of two contenders that share the machine's good and bad minutes. */
  private static LogMean simulated(RandomGenerator random, int rounds, double truth, double noise) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      double minute = Math.exp(random.nextGaussian());
      double one = truth * minute * Math.exp(noise * random.nextGaussian());
      double other = minute * Math.exp(noise * random.nextGaussian());
      ratios.add(one / other);
    }
    return LogMean.of(ratios).orElseThrow();
  }

  private static LogMean ofLogs(double... logs) {
    return LogMean.of(DoubleStream.of(logs).map(Math::exp).boxed().toList()).orElseThrow();
  }

  private static RandomGenerator generator() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_731);
  }
}
