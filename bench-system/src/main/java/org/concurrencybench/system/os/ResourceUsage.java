package org.concurrencybench.system.os;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process has used since it started, its ended threads included, as {@code
 * getrusage(RUSAGE_SELF)} counts. Everything but the processor time is {@code null} where the
 * system is not 64-bit Linux.
 *
 * <p>The processor time is one figure on purpose. The kernel knows the total from its scheduler, to
 * the microsecond; how it divides into user and system is sampled by the clock tick and says little
 * about short work. A thread that runs on another CPU at the moment of the call lags by at most a
 * tick.
 *
 * <p>{@code /proc/self/task} would be the other way to count switches, but it forgets a thread when
 * it ends.
 *
 * @param cpuNanos processor time of all threads, user and system
 * @param voluntarySwitches times that a thread gave up its CPU to wait
 * @param involuntarySwitches times that a thread was taken from its CPU
 * @param maxRssBytes the most memory that was ever resident
 * @see <a href="https://man7.org/linux/man-pages/man2/getrusage.2.html">getrusage(2)</a>
 */
public record ResourceUsage(
    long cpuNanos,
    @Nullable Long voluntarySwitches,
    @Nullable Long involuntarySwitches,
    @Nullable Long maxRssBytes) {

  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_CHILDREN = -1;

  /*
   * struct rusage of 64-bit Linux, 18 longs:
   *
   *   0 ru_utime.tv_sec    2 ru_stime.tv_sec    4 ru_maxrss (KiB)  ...  16 ru_nvcsw
   *   1 ru_utime.tv_usec   3 ru_stime.tv_usec                           17 ru_nivcsw
   */
  private static final int LONGS = 18;
  private static final int USER_TIME = 0;
  private static final int SYSTEM_TIME = 2;
  private static final int MAX_RSS = 4;
  private static final int VOLUNTARY = 16;
  private static final int INVOLUNTARY = 17;

  /** The figures of this moment. One call of the kernel; safe for use by any thread. */
  public static ResourceUsage now() {
    return Libc.isAvailable() ? counted(RUSAGE_SELF) : estimated();
  }

  /**
   * The figures of all processes that this one has started, once they have ended and been waited
   * for, and of their own such children: exact for a short program, of which a reading from outside
   * would miss the end.
   *
   * @throws UnsupportedOperationException where this is not 64-bit Linux
   */
  public static ResourceUsage ofEndedChildren() {
    if (!Libc.isAvailable()) {
      throw new UnsupportedOperationException(
          "what other processes used is known on 64-bit Linux only");
    }
    return counted(RUSAGE_CHILDREN);
  }

  private static ResourceUsage counted(int who) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(ValueLayout.JAVA_LONG, LONGS);
      int result = Libc.getrusage(who, usage);
      if (result < 0) {
        throw Libc.failed("getrusage", result);
      }
      return new ResourceUsage(
          timeNanos(usage, USER_TIME) + timeNanos(usage, SYSTEM_TIME),
          field(usage, VOLUNTARY),
          field(usage, INVOLUNTARY),
          field(usage, MAX_RSS) * 1024);
    }
  }

  private static long timeNanos(MemorySegment usage, int seconds) {
    return TimeUnit.SECONDS.toNanos(field(usage, seconds))
        + TimeUnit.MICROSECONDS.toNanos(field(usage, seconds + 1));
  }

  private static long field(MemorySegment usage, int index) {
    return usage.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  private static ResourceUsage estimated() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ResourceUsage(system.getProcessCpuTime(), null, null, null);
  }
}
