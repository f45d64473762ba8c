package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class StealMeterTest {

  private static final StealMeter BEFORE =
      StealMeter.parse(
          """
          cpu  110 0 0 1000 0 0 0 50 0 0
          cpu0 100 0 0 600 0 0 0 50 7 0
          cpu1 10 0 0 400 0 0 0 0 0 0
          intr 12345 0 0
          """);
  private static final StealMeter AFTER =
      StealMeter.parse(
          """
          cpu  160 0 10 1110 10 5 5 60 0 0
          cpu0 140 0 10 610 10 5 5 70 9 0
          cpu1 20 0 0 490 0 0 0 0 0 0
          intr 12399 0 0
          """);

  @Test
  void stolenAndIdleAreFractionsOfAllTime() {
    assertThat(AFTER.stolenFraction(BEFORE, CpuSet.of(0))).hasValue(0.2);
    assertThat(AFTER.idleFraction(BEFORE, CpuSet.of(0))).hasValue(0.2);
    assertThat(AFTER.stolenFraction(BEFORE, CpuSet.of(1))).hasValue(0);
    assertThat(AFTER.idleFraction(BEFORE, CpuSet.of(1))).hasValue(0.9);
    assertThat(AFTER.stolenFraction(BEFORE, CpuSet.of(0, 1))).hasValue(0.1);
  }

  @Test
  void busyIsWhatProgramsTook() {
    // Of CPU 0: 40 ticks of user and 10 of system; interrupts and stolen time are nobody's.
    assertThat(AFTER.busyNanos(BEFORE, CpuSet.of(0))).isEqualTo(500_000_000);
    assertThat(AFTER.busyNanos(BEFORE, CpuSet.of(0, 1))).isEqualTo(600_000_000);
  }

  @Test
  void noTimeOrNoSuchCpuIsNoFraction() {
    assertThat(BEFORE.stolenFraction(BEFORE, CpuSet.of(0, 1))).isEmpty();
    assertThat(AFTER.stolenFraction(BEFORE, CpuSet.of(5))).isEmpty();
  }

  @Test
  void readsThisMachine() {
    assumeThat(Libc.isAvailable()).isTrue();
    CpuSet allowed = Affinity.current().orElseThrow();
    assertThat(StealMeter.now().orElseThrow().ticks().keySet())
        .containsAll(allowed.numbers().boxed().toList());
  }
}
