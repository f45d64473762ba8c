package org.concurrencybench.suite.window;

import java.util.List;
import java.util.OptionalLong;
import org.concurrencybench.system.os.CompilerThreads;
import org.concurrencybench.system.os.ProcessStat;

/**
 * Whose processor time is read beside the server's and this process's own. Looked up outside of
 * windows, because that reads a file for each process and thread of the machine.
 *
 * @param compilers the server's
 * @param others what else this process has started: the slow backend
 */
record WatchedProcesses(CompilerThreads compilers, List<Long> others) {

  /** Nobody. */
  static final WatchedProcesses NOBODY =
      new WatchedProcesses(new CompilerThreads(List.of()), List.of());

  /** Takes a copy. */
  WatchedProcesses {
    others = List.copyOf(others);
  }

  /** Those that there are now, beside that server. */
  static WatchedProcesses beside(long server) {
    List<Long> others =
        ProcessHandle.current()
            .children()
            .map(ProcessHandle::pid)
            .filter(pid -> pid != server)
            .toList();
    return new WatchedProcesses(CompilerThreads.of(server), others);
  }

  OptionalLong compilersCpuNanos() {
    return compilers.cpuNanos();
  }

  long othersCpuNanos() {
    return others.stream().mapToLong(pid -> ProcessStat.cpuNanosOf(pid).orElse(0)).sum();
  }
}
