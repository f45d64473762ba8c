package org.concurrencybench.system.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctualityTest {

  private static final long MICROSECOND = 1_000;
  private static final long LONGEST = Punctuality.LONGEST_AWAKE_NANOS;

  /** What the thread asked the kernel for, in turn. */
  private final List<Boolean> realTime = new ArrayList<>();

  private boolean allowed = true;
  private long cpuNanos;
  private long nowNanos;

  private final Punctuality strict =
      new Punctuality(
          true,
          () -> cpuNanos,
          wanted -> {
            realTime.add(wanted);
            return allowed;
          });

  @Test
  void threadWithTimeToSpareIsRealTimeAndAwakeEarly() {
    look(0.5, 3);
    assertThat(realTime).containsExactly(true);
    assertThat(awakeBefore()).isEqualTo(LONGEST);
  }

  /** The kernel would stop a real-time thread that never sleeps; others need the CPU as well. */
  @Test
  void threadWithoutTimeToSpareGivesBothUp() {
    look(0.5, 2);
    look(1.0, 10);
    assertThat(realTime).containsExactly(true, false);
    assertThat(awakeBefore()).isLessThan(LONGEST / 100);
  }

  @Test
  void takesThemAgainWhenItHasTime() {
    look(0.5, 2);
    look(1.0, 10);
    look(0.5, 20);
    assertThat(realTime).containsExactly(true, false, true);
    assertThat(awakeBefore()).isEqualTo(LONGEST);
  }

  /** Otherwise it would change its policy at each look. */
  @Test
  void betweenTheLimitsItStaysWhatItIs() {
    look(0.87, 5);
    assertThat(realTime).isEmpty();
    look(0.5, 5);
    look(0.87, 5);
    assertThat(realTime).containsExactly(true);
  }

  @Test
  void threadThatMayNotAsksOnce() {
    allowed = false;
    look(0.5, 10);
    assertThat(realTime).containsExactly(true);
    assertThat(awakeBefore()).as("awake all the same").isEqualTo(LONGEST);
  }

  @Test
  void unknownProcessorTimeChangesNothing() {
    cpuNanos = -1;
    for (int i = 0; i < 5; i++) {
      nowNanos += Punctuality.LOOK_NANOS;
      strict.cameRound(nowNanos, true);
    }
    assertThat(realTime).isEmpty();
  }

  @Test
  void countsTheTimeInWhichItWasAwakeForNothing() {
    assertThat(strict.sleepNanos(0, 50 * MICROSECOND)).isZero();
    strict.cameRound(2 * MICROSECOND, true);
    assertThat(strict.awakeNanos()).isEqualTo(2 * MICROSECOND);

    strict.sleepNanos(2 * MICROSECOND, 48 * MICROSECOND);
    strict.cameRound(9 * MICROSECOND, false);
    assertThat(strict.awakeNanos()).as("bytes had come").isEqualTo(2 * MICROSECOND);

    strict.sleepNanos(9 * MICROSECOND, 500 * MICROSECOND);
    strict.cameRound(409 * MICROSECOND, true);
    assertThat(strict.awakeNanos()).as("asleep").isEqualTo(2 * MICROSECOND);

    strict.sleepNanos(409 * MICROSECOND, 0);
    strict.cameRound(411 * MICROSECOND, true);
    assertThat(strict.awakeNanos()).as("something was due").isEqualTo(2 * MICROSECOND);

    strict.sleepNanos(411 * MICROSECOND, 50 * MICROSECOND);
    strict.cameRound(5_411 * MICROSECOND, true);
    assertThat(strict.awakeNanos())
        .as("the CPU was somebody else's")
        .isEqualTo(2 * MICROSECOND + Punctuality.SHORTEST_SLEEP_NANOS);
  }

  @Test
  void ordinaryOneSleepsUntilTheDueTime() {
    var ordinary =
        new Punctuality(
            false,
            () -> {
              throw new AssertionError("need not look");
            },
            _ -> {
              throw new AssertionError("stays an ordinary thread");
            });
    ordinary.cameRound(0, true);
    ordinary.cameRound(Punctuality.LOOK_NANOS, true);
    assertThat(ordinary.sleepNanos(0, 50 * MICROSECOND)).isEqualTo(50 * MICROSECOND);
    assertThat(ordinary.sleepNanos(0, 19 * MICROSECOND)).isZero();
    assertThat(ordinary.sleepNanos(0, Pacer.NEVER)).isEqualTo(Pacer.NEVER);
  }

  private void look(double busy, int times) {
    for (int i = 0; i < times; i++) {
      strict.cameRound(nowNanos, true);
      nowNanos += Punctuality.LOOK_NANOS;
      cpuNanos += Math.round(busy * Punctuality.LOOK_NANOS);
    }
    strict.cameRound(nowNanos, true);
  }

  private long awakeBefore() {
    long delay = 10 * LONGEST;
    return delay - strict.sleepNanos(nowNanos, delay);
  }
}
