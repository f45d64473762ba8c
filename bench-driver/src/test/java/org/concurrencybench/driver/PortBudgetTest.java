package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortBudgetTest {

  private static final long SECOND = 1_000_000_000;

  /** {@code nanoTime} may be anything. */
  private static final long START = Long.MAX_VALUE - 5;

  private final PortBudget ports = new PortBudget(10, 5 * SECOND, START);

  private static long after(long nanos) {
    return START + nanos;
  }

  private int takeAll(long nowNanos) {
    int taken = 0;
    while (ports.take(nowNanos)) {
      taken++;
    }
    return taken;
  }

  @Test
  void allAtOnceAndThenAsManyASecondAsComeFree() {
    assertThat(takeAll(START)).isEqualTo(10);
    assertThat(takeAll(after(SECOND))).isEqualTo(2);
    assertThat(takeAll(after(2 * SECOND))).isEqualTo(2);
    assertThat(takeAll(after(3 * SECOND))).isEqualTo(2);
  }

  @Test
  void neverMoreThanThereAre() {
    takeAll(START);
    assertThat(takeAll(after(1_000 * SECOND))).isEqualTo(10);
  }

  @Test
  void saysWhenTheNextIsFree() {
    takeAll(START);
    assertThat(ports.nanosUntilFree()).isEqualTo(SECOND / 2);
    assertThat(ports.take(after(SECOND / 4))).isFalse();
    assertThat(ports.nanosUntilFree()).isEqualTo(SECOND / 4);
    assertThat(ports.take(after(SECOND / 2))).isTrue();
  }
}
