package org.concurrencybench.suite.check;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.machine.HiccupMeter;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.StealMeter;
import org.jspecify.annotations.Nullable;

/**
 * The machine while we do nothing but sleep.
 *
 * @param stolenFraction of the CPUs' time, the part that the hypervisor gave to others
 * @param foreignFraction of the busiest CPU's time, the part that other processes took; the
 *     sleepers themselves take about a hundredth and are counted with them
 * @param hiccups nanoseconds overslept
 */
record IdleMachine(
    @Nullable Double stolenFraction, @Nullable Double foreignFraction, Histogram hiccups) {

  static IdleMachine watch(CpuSet cpus, Duration time) throws InterruptedException {
    long start = System.nanoTime();
    Optional<StealMeter> before = StealMeter.now();
    Histogram hiccups;
    try (var meter = HiccupMeter.start(cpus, HiccupMeter.IDLE)) {
      while (System.nanoTime() - start < time.toNanos()) {
        LockSupport.parkNanos(time.toNanos());
      }
      hiccups = meter.stop();
    }
    double nanos = System.nanoTime() - start;
    Optional<StealMeter> after = StealMeter.now();
    if (before.isEmpty() || after.isEmpty()) {
      return new IdleMachine(null, null, hiccups);
    }
    OptionalDouble stolen = after.get().stolenFraction(before.get(), cpus);
    double busiest =
        cpus.numbers()
            .mapToDouble(cpu -> after.get().busyNanos(before.get(), CpuSet.of(cpu)) / nanos)
            .max()
            .orElse(0);
    return new IdleMachine(
        stolen.isPresent() ? stolen.getAsDouble() : null, Math.min(1, busiest), hiccups);
  }
}
