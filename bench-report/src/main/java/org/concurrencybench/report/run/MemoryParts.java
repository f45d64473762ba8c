package org.concurrencybench.report.run;

/**
 * Where the server's memory is, at one moment, after a collection.
 *
 * @param connections open at that moment
 * @param liveHeapBytes live objects
 * @param outsideHeapBytes resident memory without the heap, which is touched in advance and always
 *     resident
 * @param pageTableBytes the kernel's tables of the process
 * @param kernelStackBytes the kernel's stacks of its OS threads
 */
public record MemoryParts(
    int connections,
    long liveHeapBytes,
    long outsideHeapBytes,
    long pageTableBytes,
    long kernelStackBytes) {

  /** The kernel's stack of one OS thread on 64-bit Linux, {@code THREAD_SIZE}. */
  public static final long KERNEL_STACK_BYTES = 16 * 1024;

  /** Checks the ranges. */
  public MemoryParts {
    Check.atLeast("connections", 0, connections);
    Check.notNegative("liveHeapBytes", liveHeapBytes);
    Check.notNegative("outsideHeapBytes", outsideHeapBytes);
    Check.notNegative("pageTableBytes", pageTableBytes);
    Check.notNegative("kernelStackBytes", kernelStackBytes);
  }

  /** All parts together. */
  public long totalBytes() {
    return liveHeapBytes + outsideHeapBytes + pageTableBytes + kernelStackBytes;
  }
}
