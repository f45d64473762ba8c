package org.concurrencybench.driver;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processor time of each event loop of this process at one moment. A connection belongs to one loop
 * and cannot move, so the busiest loop limits the driver, however many CPUs are idle beside it.
 *
 * @param nanos {@link System#nanoTime} of the reading
 * @param cpuNanos of each loop's thread since it started, by the thread's id
 */
public record LoopTimes(long nanos, Map<Long, Long> cpuNanos) {

  private static final Set<Long> LOOPS = ConcurrentHashMap.newKeySet();

  /** Takes a copy. */
  public LoopTimes {
    cpuNanos = Map.copyOf(cpuNanos);
  }

  /** Runs the loop of the calling thread, which counts as one until it returns. */
  static void countingThisThread(Runnable loop) {
    long id = Thread.currentThread().threadId();
    LOOPS.add(id);
    try {
      loop.run();
    } finally {
      LOOPS.remove(id);
    }
  }

  /** Now; without loops where the JVM does not count the processor time of threads. */
  public static LoopTimes now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> cpuNanos = new HashMap<>();
    long nanos = System.nanoTime();
    if (threads.isThreadCpuTimeSupported()) {
      for (long loop : LOOPS) {
        long used = threads.getThreadCpuTime(loop);
        // Below zero for one that has ended meanwhile.
        if (used >= 0) {
          cpuNanos.put(loop, used);
        }
      }
    }
    return new LoopTimes(nanos, cpuNanos);
  }

  /**
   * The part of the time since {@code earlier} that the busiest loop was at work, from 0 to 1;
   * empty if no loop was there at both moments.
   */
  public OptionalDouble busiestSince(LoopTimes earlier) {
    double elapsed = nanos - earlier.nanos;
    if (elapsed <= 0) {
      return OptionalDouble.empty();
    }
    return cpuNanos.entrySet().stream()
        .filter(loop -> earlier.cpuNanos.containsKey(loop.getKey()))
        .mapToDouble(loop -> loop.getValue() - earlier.cpuNanos.getOrDefault(loop.getKey(), 0L))
        .map(used -> used / elapsed)
        .max();
  }
}
