package org.concurrencybench.suite.window;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.StealMeter;

/**
 * CPU that processes took which are none of the run's, found as the remainder: what the kernel
 * counts as busy on a side's CPUs, without what that side's own processes used. On the driver's
 * CPUs those are the driver and what it has started but the server; the launcher, which only waits
 * meanwhile, counts as another process.
 *
 * <p>What interrupts take is not asked: over loopback it is the network's work, and which side's it
 * is nobody knows.
 */
final class ForeignWork {

  private ForeignWork() {}

  /**
   * The part of the CPUs' time, from 0 to 1, of the server's or the driver's, whichever is more; of
   * all together where they share CPUs. Empty where processes are not held to CPUs.
   */
  static OptionalDouble fraction(CounterReading before, CounterReading after, CpuLayout layout) {
    if (!layout.pinned() || before.machine().isEmpty() || after.machine().isEmpty()) {
      return OptionalDouble.empty();
    }
    long server = after.server().usage().cpuNanos() - before.server().usage().cpuNanos();
    long driver =
        after.driver().process().cpuNanos()
            - before.driver().process().cpuNanos()
            + after.othersCpuNanos()
            - before.othersCpuNanos();
    if (layout.server().intersects(layout.driver())) {
      return OptionalDouble.of(part(before, after, layout.all(), server + driver));
    }
    CpuSet drivers = layout.driver().and(layout.backend());
    return DoubleStream.of(
            part(before, after, layout.server(), server), part(before, after, drivers, driver))
        .max();
  }

  private static double part(
      CounterReading before, CounterReading after, CpuSet cpus, long ownNanos) {
    StealMeter now = after.machine().orElseThrow();
    long foreign = now.busyNanos(before.machine().orElseThrow(), cpus) - ownNanos;
    double all = (double) (after.nanos() - before.nanos()) * cpus.size();
    // The clock tick counts by hundredths of a second, and may have counted too few.
    return Math.max(0, foreign / all);
  }
}
