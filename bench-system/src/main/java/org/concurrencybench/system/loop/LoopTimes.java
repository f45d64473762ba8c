package org.concurrencybench.system.loop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Processor time of each event loop of this process at one moment. A connection belongs to one loop
 * and cannot move, so the busiest loop limits the driver, however many CPUs are idle beside it.
 *
 * @param nanos {@link System#nanoTime} of the reading
 * @param cpuNanos that each loop's thread has worked since it started, by the thread's id
 * @param awakeNanos processor time of all loops beside that, in which they only waited for what was
 *     due next
 */
public record LoopTimes(long nanos, Map<Long, Long> cpuNanos, long awakeNanos) {

  /** For each loop's thread, by its id: how long it was awake and only waited. */
  private static final Map<Long, LongSupplier> LOOPS = new ConcurrentHashMap<>();

  /** Takes a copy. */
  public LoopTimes {
    cpuNanos = Map.copyOf(cpuNanos);
  }

  /**
   * Runs the loop of the calling thread, which counts as one until it returns.
   *
   * @param awakeNanos how long it was awake so far and only waited; asked by any thread
   */
  static void countingThisThread(Runnable loop, LongSupplier awakeNanos) {
    long id = Thread.currentThread().threadId();
    LOOPS.put(id, awakeNanos);
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
    long awakeNanos = 0;
    long nanos = System.nanoTime();
    if (threads.isThreadCpuTimeSupported()) {
      for (Map.Entry<Long, LongSupplier> loop : LOOPS.entrySet()) {
        long awake = loop.getValue().getAsLong();
        long used = threads.getThreadCpuTime(loop.getKey());
        // Below zero for one that has ended meanwhile.
        if (used >= 0) {
          cpuNanos.put(loop.getKey(), used - awake);
          awakeNanos += awake;
        }
      }
    }
    return new LoopTimes(nanos, cpuNanos, awakeNanos);
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
