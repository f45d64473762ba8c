package org.concurrencybench.system.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.loop.PacingProbe;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That each probe measures what it says; never how much, which is this machine's. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MachineTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  private final CpuSet cpus = Affinity.current().orElseGet(() -> CpuSet.of(0));
  private final int first = cpus.numbers().min().orElseThrow();
  private final int last = cpus.numbers().max().orElseThrow();

  @Test
  void everyCpuHasASpeed() throws Exception {
    UnitSpeed speed = UnitSpeed.of(cpus, UnitSpeed.BRACKET);
    assertThat(speed.microsByCpu().keySet())
        .containsExactlyElementsOf(cpus.numbers().boxed().toList());
    assertThat(speed.microsByCpu().values()).allMatch(micros -> micros > 0);
  }

  @Test
  void workWaitsForTheSlowestCpu() {
    assertThat(new UnitSpeed(Map.of(0, 1.2, 1, 1.9, 2, 1.3)).slowestMicros()).isEqualTo(1.9);
  }

  @Test
  void measuringLeavesTheCallerWhereItWas() throws Exception {
    UnitSpeed.of(CpuSet.of(first), SHORT);
    assertThat(Affinity.current().orElse(cpus)).isEqualTo(cpus);
  }

  @Test
  void sleeperOnEveryCpuIsCounted() throws Exception {
    try (var meter = HiccupMeter.start(cpus, Duration.ofMillis(1))) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < SHORT.toNanos()) {
        Thread.onSpinWait();
      }
      Histogram overslept = meter.stop();
      assertThat(overslept.getTotalCount()).isGreaterThanOrEqualTo(cpus.size());
      assertThat(overslept.getMinValue()).isNotNegative();
    }
  }

  @Test
  void clockHasACostAndAStep() {
    ClockCost cost = ClockCost.now();
    assertThat(cost.costNanos()).isPositive();
    assertThat(cost.resolutionNanos()).isPositive().isLessThan(Long.MAX_VALUE);
  }

  @Test
  void byteGoesToAndFro() throws Exception {
    assertThat(RoundTrips.overLoopback(first, last, SHORT).getTotalCount()).isPositive();
    assertThat(RoundTrips.onOneCpu(first, SHORT).getTotalCount()).isPositive();
  }

  @Test
  void driverWithoutConnectionsIsPaced() throws Exception {
    Histogram lateness = PacingProbe.lateness(SHORT);
    assertThat(lateness.getTotalCount()).isBetween(1L, SHORT.toNanos() / 200_000);
  }

  @Test
  void kernelPathTakesTime() throws Exception {
    int cpu = cpus.numbers().findFirst().orElseThrow();
    KernelPath.warmUp(cpu);
    KernelPath path = KernelPath.of(cpu, KernelPath.BRACKET);
    assertThat(path.loopbackMicros()).isPositive();
    assertThat(path.switchMicros()).isPositive();
    assertThat(path.micros()).isEqualTo(path.loopbackMicros() + path.switchMicros());
  }
}
