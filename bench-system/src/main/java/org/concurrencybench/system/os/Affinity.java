package org.concurrencybench.system.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * On which CPUs threads may run. A new thread or process inherits the CPUs of the thread that
 * starts it, and a JVM takes its number of processors from them.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man2/sched_setaffinity.2.html">sched_setaffinity(2)</a>
 */
public final class Affinity {

  /** Room for the largest machine that Linux can be configured for: 8,192 CPUs. */
  private static final int MASK_BYTES = 8192 / Byte.SIZE;

  private static final int CALLING_THREAD = 0;

  private Affinity() {}

  /** Whether this system lets threads be pinned. */
  public static boolean isSupported() {
    return Libc.isAvailable();
  }

  /** Where the calling thread may run; empty where that is not known. */
  public static Optional<CpuSet> current() {
    return isSupported() ? Optional.of(currentMask()) : Optional.empty();
  }

  /**
   * Where the kernel lets a process run: its first thread, whose CPUs the others inherit. That may
   * be fewer CPUs than it was pinned to, where a cpuset allows no more.
   *
   * @return empty if there is no such process, or where this is not known
   */
  public static Optional<CpuSet> ofProcess(long pid) {
    if (!isSupported()) {
      return Optional.empty();
    }
    try (var arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      int result = Libc.schedGetaffinity(Math.toIntExact(pid), mask);
      return result < 0
          ? Optional.empty()
          : Optional.of(CpuSet.ofMask(mask.toArray(ValueLayout.JAVA_LONG)));
    }
  }

  /**
   * Pins every thread of this process, and with them all that they will start.
   *
   * @throws IllegalArgumentException if none of {@code cpus} may be used here
   * @throws UnsupportedOperationException where threads cannot be pinned
   */
  public static void pinThisProcess(CpuSet cpus) {
    requireSupport();
    var pinned = new HashSet<Integer>();
    boolean grew = true;
    // A thread that is not pinned yet may start another meanwhile: look again until there is
    // nothing new.
    while (grew) {
      grew = false;
      for (int thread : Proc.threads(Proc.SELF)) {
        if (pinned.add(thread)) {
          grew = true;
          pin(thread, cpus);
        }
      }
    }
  }

  /**
   * Calls {@code start} while the calling thread is pinned to {@code cpus}, so that a process or
   * thread that it starts runs there; then the calling thread has its own CPUs again.
   *
   * @throws IllegalArgumentException if none of {@code cpus} may be used here
   * @throws UnsupportedOperationException where threads cannot be pinned
   * @throws Exception what {@code start} throws
   */
  public static <T> T callPinned(CpuSet cpus, Callable<T> start) throws Exception {
    requireSupport();
    PlatformThread.require();
    CpuSet before = currentMask();
    pin(CALLING_THREAD, cpus);
    try {
      return start.call();
    } finally {
      pin(CALLING_THREAD, before);
    }
  }

  private static void requireSupport() {
    if (!isSupported()) {
      throw new UnsupportedOperationException("threads can be pinned to CPUs on 64-bit Linux only");
    }
  }

  private static CpuSet currentMask() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      int result = Libc.schedGetaffinity(CALLING_THREAD, mask);
      if (result < 0) {
        throw Libc.failed("sched_getaffinity", result);
      }
      return CpuSet.ofMask(mask.toArray(ValueLayout.JAVA_LONG));
    }
  }

  private static void pin(int thread, CpuSet cpus) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      MemorySegment.copy(cpus.mask(), 0, mask, ValueLayout.JAVA_LONG, 0, cpus.mask().length);
      int result = Libc.schedSetaffinity(thread, mask);
      if (result == -Libc.EINVAL) {
        throw new IllegalArgumentException(
            "CPUs " + cpus + ": none of them may be used here; allowed are " + allowed());
      }
      if (result < 0 && result != -Libc.ESRCH) {
        throw Libc.failed("sched_setaffinity of thread " + thread + " to CPUs " + cpus, result);
      }
    }
  }

  private static String allowed() {
    return current().map(CpuSet::toString).orElse("unknown");
  }
}
