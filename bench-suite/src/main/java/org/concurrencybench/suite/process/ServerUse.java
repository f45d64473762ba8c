package org.concurrencybench.suite.process;

import org.jspecify.annotations.Nullable;

/**
 * What a server process used between two samples.
 *
 * @param elapsedNanos time between them
 * @param cpuNanos processor time, user and system
 * @param voluntarySwitches OS context switches because a thread waited; null if not counted
 * @param involuntarySwitches OS context switches because the kernel took the CPU away; null if not
 *     counted
 * @param allocatedBytes heap allocated
 * @param gcPauseMillis time in which the collector stopped everything
 * @param compilationMillis time of the compiler threads; null if not known
 */
public record ServerUse(
    long elapsedNanos,
    long cpuNanos,
    @Nullable Long voluntarySwitches,
    @Nullable Long involuntarySwitches,
    long allocatedBytes,
    long gcPauseMillis,
    @Nullable Long compilationMillis) {

  private static final double NANOS_PER_MICRO = 1000;

  /**
   * The difference of two samples of one process.
   *
   * @throws IllegalArgumentException if {@code later} was not taken later
   */
  public static ServerUse between(ServerSample earlier, ServerSample later) {
    long elapsedNanos = later.nanoTime() - earlier.nanoTime();
    if (elapsedNanos <= 0) {
      throw new IllegalArgumentException(
          "the later sample was taken " + -elapsedNanos + " ns before the earlier");
    }
    return new ServerUse(
        elapsedNanos,
        later.usage().cpuNanos() - earlier.usage().cpuNanos(),
        difference(later.usage().voluntarySwitches(), earlier.usage().voluntarySwitches()),
        difference(later.usage().involuntarySwitches(), earlier.usage().involuntarySwitches()),
        later.jvm().allocatedBytes() - earlier.jvm().allocatedBytes(),
        later.jvm().gcPauseMillis() - earlier.jvm().gcPauseMillis(),
        difference(later.jvm().compilationMillis(), earlier.jvm().compilationMillis()));
  }

  /** CPU microseconds for one request; null without a request. */
  public @Nullable Double cpuMicrosPerRequest(double requests) {
    return each(cpuNanos / NANOS_PER_MICRO, requests);
  }

  /** Voluntary OS context switches for one request; null without a request or a count. */
  public @Nullable Double voluntarySwitchesPerRequest(double requests) {
    return voluntarySwitches == null ? null : each((double) voluntarySwitches, requests);
  }

  /** Involuntary OS context switches for one request; null without a request or a count. */
  public @Nullable Double involuntarySwitchesPerRequest(double requests) {
    return involuntarySwitches == null ? null : each((double) involuntarySwitches, requests);
  }

  /** Bytes of heap allocated for one request; null without a request. */
  public @Nullable Double allocatedBytesPerRequest(double requests) {
    return each((double) allocatedBytes, requests);
  }

  /** CPU time as a fraction of what that many CPUs had to give. */
  public double utilisation(int cpus) {
    return (double) cpuNanos / elapsedNanos / cpus;
  }

  private static @Nullable Double each(double amount, double requests) {
    return requests > 0 ? amount / requests : null;
  }

  private static @Nullable Long difference(@Nullable Long later, @Nullable Long earlier) {
    return later == null || earlier == null ? null : later - earlier;
  }
}
