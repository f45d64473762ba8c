package org.concurrencybench.system.os;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM says about itself, since it started where it is a count.
 *
 * @param heapUsedBytes objects and garbage
 * @param allocatedBytes heap allocated by all threads, ended ones included; virtual threads count
 *     through their carriers
 * @param gcCount collections
 * @param gcPauseMillis time spent in collections, which with the serial and parallel collectors is
 *     time stopped
 * @param platformThreads living threads of Java that the operating system knows; the JVM's own are
 *     not among them
 * @param compilationMillis time spent compiling, summed over the compiler threads; null in a JVM
 *     without a compiler
 * @param scheduler the scheduler of virtual threads
 */
public record JvmCounters(
    long heapUsedBytes,
    long allocatedBytes,
    long gcCount,
    long gcPauseMillis,
    int platformThreads,
    @Nullable Long compilationMillis,
    VirtualThreads scheduler) {

  /** The figures of this moment. Safe for use by any thread. */
  public static JvmCounters now() {
    var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return new JvmCounters(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        threads.getTotalThreadAllocatedBytes(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum(),
        threads.getThreadCount(),
        compilerMillis(),
        VirtualThreads.now());
  }

  private static @Nullable Long compilerMillis() {
    @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? null : compiler.getTotalCompilationTime();
  }

  /**
   * The scheduler of virtual threads; {@code -1} where it does not know.
   *
   * @param parallelism carriers that it wants to run at once
   * @param carriers carriers that it has, more than that while some are blocked in the kernel
   * @param mounted virtual threads that are on a carrier now
   * @param queued virtual threads that could run but have no carrier
   */
  public record VirtualThreads(int parallelism, int carriers, int mounted, long queued) {

    static VirtualThreads now() {
      var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
      return new VirtualThreads(
          scheduler.getParallelism(),
          scheduler.getPoolSize(),
          scheduler.getMountedVirtualThreadCount(),
          scheduler.getQueuedVirtualThreadCount());
    }
  }
}
