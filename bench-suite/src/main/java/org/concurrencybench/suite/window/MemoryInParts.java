package org.concurrencybench.suite.window;

import java.io.IOException;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.system.os.ProcessMemory;
import org.jspecify.annotations.Nullable;

/** What a server process says of its memory, as results store it. */
final class MemoryInParts {

  private MemoryInParts() {}

  /**
   * All parts.
   *
   * @throws IOException if this system does not tell one of them
   */
  static MemoryParts of(ProcessMemory memory, int connections) throws IOException {
    return new MemoryParts(
        connections,
        memory.heapUsedBytes(),
        told("resident memory", memory.outsideHeapBytes()),
        told("page tables", memory.pageTableBytes()),
        told("threads", memory.kernelStackBytes()));
  }

  private static long told(String what, @Nullable Long bytes) throws IOException {
    if (bytes == null) {
      throw new IOException("this system does not tell the " + what + " of a process");
    }
    return bytes;
  }
}
