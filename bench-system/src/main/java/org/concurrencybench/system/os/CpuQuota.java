package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The CPU time that the control group of this process may take, and how often the kernel stopped it
 * for having taken it. A process that was started from here is in the same group.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS Bandwidth Control</a>
 */
public final class CpuQuota {

  private static final Path ROOT = Path.of("/");

  private CpuQuota() {}

  /** CPUs' worth of time: 1.5 is a CPU and a half; empty if there is no quota. */
  public static OptionalDouble cpus() {
    return cpus(ROOT);
  }

  static OptionalDouble cpus(Path root) {
    return new Cgroup(root).cpuQuota();
  }

  /**
   * For how long threads of the group were kept from running, added up over CPUs and over the
   * groups above; empty if no group has a quota.
   */
  public static OptionalLong throttledNanos() {
    return throttledNanos(ROOT);
  }

  static OptionalLong throttledNanos(Path root) {
    return new Cgroup(root).throttledNanos();
  }
}
