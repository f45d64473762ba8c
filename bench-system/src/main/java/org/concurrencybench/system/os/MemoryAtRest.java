package org.concurrencybench.system.os;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the memory of this process is when its compilers have none: the sample of some seconds with
 * the least outside the heap.
 *
 * <p>HotSpot's compilers take megabytes while they work, and keep the arenas of a compilation that
 * is over in pools, from which a periodic task frees them every five seconds; no option or command
 * does so earlier. Sampling is itself something that is compiled. Between two single samples of a
 * server to which nothing happened its memory outside the heap rose and fell by 4 MB, and by 18
 * right after a warm-up; the difference would be counted as memory of the connections that came in
 * between.
 *
 * @see <a href="https://github.com/openjdk/jdk/blob/master/src/hotspot/share/memory/arena.cpp">the
 *     pools, {@code ChunkPoolCleaner}</a>
 */
public final class MemoryAtRest {

  /** Over more than the five seconds of the periodic task, after the last work of a compiler. */
  private static final int SAMPLES = 12;

  private static final int PAUSE_MILLIS = 500;

  private final Supplier<ProcessMemory> sampler;
  private final Pause pause;

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  MemoryAtRest(Supplier<ProcessMemory> sampler, Pause pause) {
    this.sampler = sampler;
    this.pause = pause;
  }

  /** The least of six seconds, each sample after a collection. */
  public static ProcessMemory sample() throws InterruptedException {
    ProcessMemory.afterCollection();
    return new MemoryAtRest(ProcessMemory::afterOneCollection, TimeUnit.MILLISECONDS::sleep)
        .least();
  }

  /** The least; the first sample where this system does not tell what is outside the heap. */
  ProcessMemory least() throws InterruptedException {
    ProcessMemory least = sampler.get();
    for (int n = 1; n < SAMPLES && least.outsideHeapBytes() != null; n++) {
      pause.millis(PAUSE_MILLIS);
      ProcessMemory next = sampler.get();
      if (isLess(next, least)) {
        least = next;
      }
    }
    return least;
  }

  private static boolean isLess(ProcessMemory one, ProcessMemory other) {
    Long outside = one.outsideHeapBytes();
    Long least = other.outsideHeapBytes();
    return outside != null && least != null && outside < least;
  }
}
