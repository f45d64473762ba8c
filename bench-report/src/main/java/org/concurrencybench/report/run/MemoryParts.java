package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * Where the server's memory is, at one moment, after a collection.
 *
 * @param connections open at that moment
 * @param liveHeapBytes live objects
 * @param outsideHeapBytes resident memory without the heap, which is touched in advance and always
 *     resident
 * @param pageTableBytes the kernel's tables of the process
 * @param kernelStackBytes the kernel's stacks of its OS threads
 * @param kernelSocketBytes what the server's ends of the connections take in the kernel's slabs;
 *     null where that could not be counted, and in runs that did not count it
 */
public record MemoryParts(
    int connections,
    long liveHeapBytes,
    long outsideHeapBytes,
    long pageTableBytes,
    long kernelStackBytes,
    @Nullable Long kernelSocketBytes) {

  /** The kernel's stack of one OS thread on 64-bit Linux, {@code THREAD_SIZE}. */
  public static final long KERNEL_STACK_BYTES = 16 * 1024;

  /** Checks the ranges. */
  public MemoryParts {
    Check.atLeast("connections", 0, connections);
    Check.notNegative("liveHeapBytes", liveHeapBytes);
    Check.notNegative("outsideHeapBytes", outsideHeapBytes);
    Check.notNegative("pageTableBytes", pageTableBytes);
    Check.notNegative("kernelStackBytes", kernelStackBytes);
    if (kernelSocketBytes != null) {
      Check.notNegative("kernelSocketBytes", kernelSocketBytes);
    }
  }

  /** Parts of which the kernel's sockets were not counted. */
  public MemoryParts(
      int connections,
      long liveHeapBytes,
      long outsideHeapBytes,
      long pageTableBytes,
      long kernelStackBytes) {
    this(connections, liveHeapBytes, outsideHeapBytes, pageTableBytes, kernelStackBytes, null);
  }

  /** The same, with that many bytes of the kernel's for each connection. */
  public MemoryParts withKernelSockets(double bytesPerConnection) {
    return new MemoryParts(
        connections,
        liveHeapBytes,
        outsideHeapBytes,
        pageTableBytes,
        kernelStackBytes,
        Math.round(bytesPerConnection * connections));
  }

  /** All parts that were counted. */
  public long totalBytes() {
    return processBytes() + (kernelSocketBytes == null ? 0 : kernelSocketBytes);
  }

  /** All parts but the kernel's sockets. */
  public long processBytes() {
    return liveHeapBytes + outsideHeapBytes + pageTableBytes + kernelStackBytes;
  }
}
