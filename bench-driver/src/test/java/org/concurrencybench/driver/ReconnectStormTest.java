package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReconnectStormTest {

  private static final Duration AT = Duration.ofSeconds(2);

  private static List<Interval> seconds(long... micros) {
    List<Interval> intervals = new ArrayList<>();
    for (long each : micros) {
      var response = new Histogram(3);
      if (each > 0) {
        response.recordValueWithCount(each * 1_000, 100);
      }
      var none = new Histogram(3);
      intervals.add(new Interval(intervals.size(), response, none, none, none, none));
    }
    return intervals;
  }

  private static Duration untilAsBefore(Duration untilAllMembers, long... micros) {
    return ReconnectStorm.untilAsBefore(AT, untilAllMembers, seconds(micros), micros.length);
  }

  @Test
  void isTheEndOfTheFirstSecondThatIsAsBefore() {
    assertThat(untilAsBefore(Duration.ofMillis(300), 100, 100, 90_000, 500, 150, 100))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(untilAsBefore(Duration.ofMillis(300), 100, 100, 100, 100))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void fewMembersThatAreServedWellAreNotAsBefore() {
    assertThat(untilAsBefore(Duration.ofMillis(2_500), 100, 100, 100, 100, 100, 100))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(untilAsBefore(null, 100, 100, 100, 100)).isNull();
  }

  @Test
  void goodSecondBetweenBadOnesIsNotTheEnd() {
    assertThat(untilAsBefore(Duration.ofMillis(300), 100, 100, 9_000, 100, 9_000, 100))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(untilAsBefore(Duration.ofMillis(300), 100, 100, 9_000, 9_000)).isNull();
  }

  @Test
  void secondWithoutADeliveryIsNotAsBefore() {
    assertThat(untilAsBefore(Duration.ofMillis(300), 100, 100, 0, 0, 100))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(untilAsBefore(Duration.ofMillis(300), 0, 0, 100, 100)).isNull();
  }
}
