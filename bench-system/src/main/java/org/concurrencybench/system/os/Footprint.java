package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How large a process is at one moment. One small file of the kernel, so that it can be asked once
 * a second inside a window, where {@link ProcessStat} would open a file per thread.
 *
 * @param rssBytes resident memory, as {@code VmRSS}: the kernel adds up counters that lag a little
 * @param osThreads threads that the kernel knows, those of the JVM itself included
 */
public record Footprint(long rssBytes, int osThreads) {

  /** Of that process; empty if there is none, or where there is no {@code /proc}. */
  public static Optional<Footprint> of(long pid) {
    return ProcStatus.read(Path.of("/proc", Long.toString(pid)))
        .map(status ->
            new Footprint(
                status.bytes("VmRSS"), Math.toIntExact(status.number("Threads").orElse(0))));
  }
}
