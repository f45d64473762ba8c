package org.concurrencybench.suite.micro;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuSet;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The CPUs that a benchmark has, and with them the carriers of virtual threads: one, as a server on
 * a small machine, or all. On one CPU a wake-up cannot be faster than a switch; on two, the woken
 * may already be running while the waker goes on.
 *
 * <p>States that start threads take this one in their set-up, so that their threads inherit it.
 */
@State(Scope.Benchmark)
public class Cpus {

  private static final String ONE = "1";
  private static final String ALL = "all";

  /** {@code 1} or {@code all}. */
  @Param({ONE, ALL})
  public String cpus = ALL;

  private @Nullable CpuSet before;
  private int carriersBefore;

  /** Pins this process and sets the number of carriers. */
  @Setup(Level.Trial)
  public void confine() {
    VirtualThreadSchedulerMXBean scheduler = scheduler();
    carriersBefore = scheduler.getParallelism();
    Optional<CpuSet> mine = Affinity.current();
    switch (cpus) {
      case ONE -> {
        before =
            mine.orElseThrow(() ->
                new UnsupportedOperationException(
                    "cpus=1: threads can be pinned to CPUs on 64-bit Linux only; use -p cpus=all"));
        Affinity.pinThisProcess(CpuSet.of(before.numbers().max().orElseThrow()));
        scheduler.setParallelism(1);
      }
      case ALL ->
          scheduler.setParallelism(
              mine.map(CpuSet::size).orElseGet(Runtime.getRuntime()::availableProcessors));
      default ->
          throw new IllegalArgumentException("cpus=" + cpus + ": must be " + ONE + " or " + ALL);
    }
  }

  /** Gives them back, for a JVM in which something else runs after it. */
  @TearDown(Level.Trial)
  public void release() {
    scheduler().setParallelism(carriersBefore);
    if (before != null) {
      Affinity.pinThisProcess(before);
    }
  }

  private static VirtualThreadSchedulerMXBean scheduler() {
    return requireNonNull(
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class),
        "this JVM has no scheduler of virtual threads to ask");
  }
}
