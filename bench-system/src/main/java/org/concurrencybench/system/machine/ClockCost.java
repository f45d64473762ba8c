package org.concurrencybench.system.machine;

import java.util.Arrays;

/**
 * What reading the clock costs, and how fine it is. Every request of the driver reads it twice.
 *
 * @param costNanos of one {@link System#nanoTime}: median of rounds of a thousand
 * @param resolutionNanos the smallest step that it was seen to make
 */
public record ClockCost(double costNanos, long resolutionNanos) {

  private static final int ROUNDS = 2_000;
  private static final int READINGS = 1_000;

  /** Reads it two million times: a twentieth of a second where it is cheap. */
  public static ClockCost now() {
    long[] costs = new long[ROUNDS];
    long resolution = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long first = System.nanoTime();
      long last = first;
      for (int reading = 0; reading < READINGS; reading++) {
        long now = System.nanoTime();
        if (now > last) {
          resolution = Math.min(resolution, now - last);
        }
        last = now;
      }
      costs[round] = last - first;
    }
    Arrays.sort(costs);
    return new ClockCost((double) costs[ROUNDS / 2] / READINGS, resolution);
  }
}
