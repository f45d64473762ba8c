package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The threads in which a JVM on this machine compiles, and the processor time that they took. The
 * JVM's own figure, {@code CompilationMXBean.getTotalCompilationTime}, is the time from the
 * beginning of each compilation to its end: on a CPU that is busy it counts how long the compiler
 * waited, and would find a loaded server compiling that is not.
 *
 * <p>A JVM starts further compiler threads while much waits to be compiled; those that came later
 * than {@link #of} was asked are not seen.
 *
 * @param counters of each thread, its file in {@code /proc}
 */
public record CompilerThreads(List<Path> counters) {

  /** As HotSpot names them, cut by the kernel to fifteen characters. */
  private static final String NAME = "C[12] CompilerThre.*";

  /** Copies the list. */
  public CompilerThreads {
    counters = List.copyOf(counters);
  }

  /**
   * Those that the process has now: reads one small file for each of its threads, so best while
   * there are few.
   */
  public static CompilerThreads of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    List<Path> counters = new ArrayList<>();
    for (int thread : Proc.threads(process)) {
      Path task = process.resolve("task").resolve(Integer.toString(thread));
      if (Proc.text(task.resolve("comm")).orElse("").matches(NAME)) {
        counters.add(task.resolve("schedstat"));
      }
    }
    return new CompilerThreads(counters);
  }

  /** Their processor time so far; empty if there are none, or one has ended. */
  public OptionalLong cpuNanos() {
    long sum = 0;
    for (Path thread : counters) {
      OptionalLong nanos = Proc.number(thread);
      if (nanos.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += nanos.getAsLong();
    }
    return counters.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }
}
