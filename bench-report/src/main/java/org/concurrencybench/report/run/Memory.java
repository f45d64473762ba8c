package org.concurrencybench.report.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's memory, and what a connection adds to it.
 *
 * @param parts with the connections of this window
 * @param baseline with fewer connections to the same process; null if that was not measured
 * @param bytesPerConnection what one connection adds: the slope between the two; null without a
 *     baseline
 * @param kernelSockets how the kernel's sockets were counted, or why they were not; null in runs
 *     that did not count them
 */
public record Memory(
    MemoryParts parts,
    @Nullable MemoryParts baseline,
    @Nullable Double bytesPerConnection,
    @Nullable String kernelSockets) {

  /** Refuses a slope without a baseline, or between parts of which one lacks the sockets. */
  public Memory {
    Objects.requireNonNull(parts, "parts");
    Check.finite("bytesPerConnection", bytesPerConnection);
    if ((baseline == null) != (bytesPerConnection == null)) {
      throw new IllegalArgumentException(
          "bytesPerConnection " + bytesPerConnection + " with the baseline " + baseline);
    }
    if (baseline != null
        && (baseline.kernelSocketBytes() == null) != (parts.kernelSocketBytes() == null)) {
      throw new IllegalArgumentException(
          "the kernel's sockets are counted in one only of " + baseline + " and " + parts);
    }
  }

  /** Memory with one number of connections only. */
  public static Memory of(MemoryParts parts) {
    return new Memory(parts, null, null, null);
  }

  /**
   * Memory with two numbers of connections, and the slope between them, which leaves out what the
   * server needs anyway.
   *
   * @throws IllegalArgumentException unless there are more connections than in the baseline
   */
  public static Memory slope(MemoryParts baseline, MemoryParts parts) {
    int added = parts.connections() - baseline.connections();
    if (added <= 0) {
      throw new IllegalArgumentException(
          parts.connections()
              + " connections, must be more than the baseline's "
              + baseline.connections());
    }
    double slope = (double) (parts.totalBytes() - baseline.totalBytes()) / added;
    return new Memory(parts, baseline, slope, null);
  }

  /**
   * The same with what the server's end of a connection takes in the kernel.
   *
   * @param bytes for each connection; null if that could not be counted
   * @param how how it was counted, or why it could not be
   * @throws IllegalStateException without a baseline
   */
  public Memory withKernelSockets(@Nullable Double bytes, String how) {
    if (baseline == null) {
      throw new IllegalStateException("there is no slope to which to add what a connection takes");
    }
    if (bytes == null) {
      return new Memory(parts, baseline, bytesPerConnection, how);
    }
    Memory slope = slope(baseline.withKernelSockets(bytes), parts.withKernelSockets(bytes));
    return new Memory(slope.parts, slope.baseline, slope.bytesPerConnection, how);
  }

  /** Whether the kernel's sockets are in it. */
  public boolean countsKernelSockets() {
    return parts.kernelSocketBytes() != null;
  }

  /** What one connection adds but for the kernel's sockets; null without a baseline. */
  public @Nullable Double processBytesPerConnection() {
    return baseline == null
        ? null
        : (double) (parts.processBytes() - baseline.processBytes())
            / (parts.connections() - baseline.connections());
  }
}
