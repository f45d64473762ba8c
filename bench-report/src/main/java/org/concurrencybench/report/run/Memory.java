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
 */
public record Memory(
    MemoryParts parts, @Nullable MemoryParts baseline, @Nullable Double bytesPerConnection) {

  /** Refuses a slope without a baseline. */
  public Memory {
    Objects.requireNonNull(parts, "parts");
    Check.finite("bytesPerConnection", bytesPerConnection);
    if ((baseline == null) != (bytesPerConnection == null)) {
      throw new IllegalArgumentException(
          "bytesPerConnection " + bytesPerConnection + " with the baseline " + baseline);
    }
  }

  /** Memory with one number of connections only. */
  public static Memory of(MemoryParts parts) {
    return new Memory(parts, null, null);
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
    return new Memory(parts, baseline, slope);
  }
}
