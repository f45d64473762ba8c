package org.concurrencybench.suite.lab;

import java.util.Objects;
import org.concurrencybench.system.os.ProcessMemory;
import org.jspecify.annotations.Nullable;

/**
 * What one more connection takes, by parts: the difference of two samples over the connections
 * between them, so that what the JVM takes for itself drops out.
 *
 * @param liveHeapBytes objects
 * @param outsideHeapBytes resident and not heap: stacks, native buffers, the JVM's own structures
 * @param pageTableBytes the kernel's tables
 * @param kernelStackBytes the kernel's stacks of OS threads
 * @param kernelSocketBytes the server's end of a connection in the kernel; null if not counted
 * @param osThreads threads
 */
record MemorySlope(
    double liveHeapBytes,
    double outsideHeapBytes,
    double pageTableBytes,
    double kernelStackBytes,
    @Nullable Double kernelSocketBytes,
    double osThreads) {

  /**
   * From {@code few} to {@code many}, which have {@code added} connections more.
   *
   * @throws IllegalArgumentException if none were added
   * @throws NullPointerException where the system does not tell a part
   */
  static MemorySlope between(
      ProcessMemory few, ProcessMemory many, @Nullable Double kernelSocketBytes, int added) {
    if (added < 1) {
      throw new IllegalArgumentException(added + " connections were added: no slope");
    }
    return new MemorySlope(
        slope(few.heapUsedBytes(), many.heapUsedBytes(), added),
        slope(few.outsideHeapBytes(), many.outsideHeapBytes(), added),
        slope(few.pageTableBytes(), many.pageTableBytes(), added),
        slope(few.kernelStackBytes(), many.kernelStackBytes(), added),
        kernelSocketBytes,
        slope(few.osThreads(), many.osThreads(), added));
  }

  /** What the process takes: all parts but the kernel's socket, which is the same in all models. */
  double processBytes() {
    return liveHeapBytes + outsideHeapBytes + pageTableBytes + kernelStackBytes;
  }

  private static double slope(@Nullable Number few, @Nullable Number many, int added) {
    return (told(many).doubleValue() - told(few).doubleValue()) / added;
  }

  private static Number told(@Nullable Number part) {
    return Objects.requireNonNull(part, "this system does not tell where memory is");
  }
}
