package org.concurrencybench.driver.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What another process has used, as far as can be seen from outside.
 *
 * <p>Its processor time is the process's own CPU clock, which the kernel lets anybody read:
 * nanoseconds, ended threads included, at most a tick behind for each thread that is running just
 * then. The alternatives are worse: {@code /proc/<pid>/stat} has the same total cut to hundredths
 * of a second, {@code /proc/<pid>/schedstat} is that of the first thread alone, and the sum over
 * {@code task} forgets threads that have ended.
 *
 * <p>Switches are known thread by thread only, and a thread takes its count with it when it ends. A
 * difference of two readings therefore has them only if both saw the same threads. One that started
 * and ended in between remains unseen.
 *
 * @param pid the process
 * @param cpuNanos processor time of all threads since it started
 * @param rssBytes resident memory, as {@code VmRSS}: the kernel adds up counters that lag a little
 * @param switches OS context switches of each living thread, by its id
 * @see <a
 *     href="https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html">clock_getcpuclockid(3)</a>
 */
public record ProcessStat(long pid, long cpuNanos, long rssBytes, Map<Integer, Switches> switches) {

  /** Copies the map. */
  public ProcessStat {
    switches = Map.copyOf(switches);
  }

  /**
   * Reads a process of this machine. Opens two files, and one more per thread: nothing to do inside
   * a window if it has thousands.
   *
   * @return empty if there is no such process, or where this is not 64-bit Linux
   */
  public static Optional<ProcessStat> of(long pid) {
    if (!Libc.isAvailable()) {
      return Optional.empty();
    }
    Path process = Path.of("/proc", Long.toString(pid));
    @Nullable Long cpuNanos = cpuNanos(Math.toIntExact(pid));
    Optional<ProcStatus> status = ProcStatus.read(process);
    if (cpuNanos == null || status.isEmpty()) {
      return Optional.empty();
    }
    var switches = new HashMap<Integer, Switches>();
    for (int thread : Proc.threads(process)) {
      Switches.of(process.resolve("task").resolve(Integer.toString(thread)))
          .ifPresent(counts -> switches.put(thread, counts));
    }
    return Optional.of(new ProcessStat(pid, cpuNanos, status.get().bytes("VmRSS"), switches));
  }

  /**
   * The processor time of a process alone: two calls of the kernel, however many threads it has.
   *
   * @return empty if there is no such process, or where this is not 64-bit Linux
   */
  public static OptionalLong cpuNanosOf(long pid) {
    @Nullable Long nanos = Libc.isAvailable() ? cpuNanos(Math.toIntExact(pid)) : null;
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  /** How many threads it has. */
  public int threads() {
    return switches.size();
  }

  /**
   * What it used between an earlier reading and this one.
   *
   * @throws IllegalArgumentException if that was of another process
   */
  public Use since(ProcessStat earlier) {
    if (earlier.pid != pid) {
      throw new IllegalArgumentException(
          "process " + pid + " compared with process " + earlier.pid);
    }
    boolean sameThreads = switches.keySet().equals(earlier.switches.keySet());
    return new Use(
        cpuNanos - earlier.cpuNanos,
        sameThreads ? sum(Switches::voluntary) - earlier.sum(Switches::voluntary) : null,
        sameThreads ? sum(Switches::involuntary) - earlier.sum(Switches::involuntary) : null);
  }

  private long sum(ToLongFunction<Switches> count) {
    return switches.values().stream().mapToLong(count).sum();
  }

  private static @Nullable Long cpuNanos(int pid) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
      if (Libc.clockGetcpuclockid(pid, clock) < 0) {
        return null;
      }
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if (Libc.clockGettime(clock.get(ValueLayout.JAVA_INT, 0), time) < 0) {
        return null;
      }
      return TimeUnit.SECONDS.toNanos(time.getAtIndex(ValueLayout.JAVA_LONG, 0))
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    }
  }

  /**
   * Between two readings.
   *
   * @param cpuNanos processor time
   * @param voluntarySwitches times that a thread gave up its CPU; null if threads came or went
   * @param involuntarySwitches times that a thread was taken from its CPU; null if threads came or
   *     went
   */
  public record Use(
      long cpuNanos, @Nullable Long voluntarySwitches, @Nullable Long involuntarySwitches) {}
}
