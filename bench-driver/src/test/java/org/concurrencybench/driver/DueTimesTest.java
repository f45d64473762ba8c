package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesTest {

  private static final long SECOND = 1_000_000_000;

  private static final long START = -SECOND / 2;

  private final FireTimes tenPerSecond =
      FireTimes.of(new Loop.Open(10, Arrivals.CONSTANT), 0, 1, 1);
  private final DueTimes due = new DueTimes(tenPerSecond, START, START + SECOND);

  @Test
  void eachIsDueOnceAndNoneAfterTheEnd() {
    List<Long> taken = new ArrayList<>();
    for (long now = START; now - (START + 2 * SECOND) < 0; now += SECOND / 1_000) {
      while (due.isDue(now)) {
        taken.add(due.take() - START);
      }
    }
    assertThat(taken).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(taken).allSatisfy(nanos -> assertThat(nanos).isBetween(0L, SECOND - 1));
    assertThat(due.nextOrEndNanos()).isEqualTo(START + SECOND);
  }

  @Test
  void lateCallersGetTheIntendedTimes() {
    long late = START + SECOND / 2;
    List<Long> taken = new ArrayList<>();
    while (due.isDue(late)) {
      taken.add(due.take() - START);
    }
    assertThat(taken).hasSizeBetween(5, 6).allMatch(nanos -> nanos <= SECOND / 2);
    assertThat(due.nextOrEndNanos() - late).isPositive();
  }
}
