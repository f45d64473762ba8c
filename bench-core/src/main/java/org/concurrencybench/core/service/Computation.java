package org.concurrencybench.core.service;

/**
 * The work of {@link Request.Compute}: fixed work, not fixed time, so that contention shows. A unit
 * is a thousand rounds of {@code z = (z ^ (z >>> 32)) * 0xd6e8feb86659fd93}; each round needs the
 * last one's result, so no processor can do them at once.
 */
public final class Computation {

  private static final int ROUNDS_PER_UNIT = 1_000;
  private static final long MULTIPLIER = 0xd6e8feb86659fd93L;

  private Computation() {}

  /** The value that {@code seed} has become after {@code units} units. */
  public static long of(int units, long seed) {
    long z = seed;
    for (int unit = 0; unit < units; unit++) {
      for (int round = 0; round < ROUNDS_PER_UNIT; round++) {
        z = (z ^ (z >>> 32)) * MULTIPLIER;
      }
    }
    return z;
  }
}
