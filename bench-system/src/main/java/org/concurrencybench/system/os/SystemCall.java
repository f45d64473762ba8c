package org.concurrencybench.system.os;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;

/**
 * What it costs to enter the kernel and to return, without anything that is done there. Guards
 * against speculation and some hypervisors multiply it, and a server pays it for each read, write
 * and wait.
 */
public final class SystemCall {

  private static final int ROUNDS = 200;
  private static final int CALLS = 1_000;

  private SystemCall() {}

  /**
   * Nanoseconds of a call of {@code getppid}, less those of a function of the C library that does
   * not enter the kernel: the median of alternating rounds, some tenths of a second in all. Empty
   * where this is not 64-bit Linux.
   */
  public static OptionalDouble nanos() {
    if (!Libc.isAvailable()) {
      return OptionalDouble.empty();
    }
    double[] costs = new double[ROUNDS];
    // The first rounds are the interpreter's, and lie above the median.
    for (int round = 0; round < ROUNDS; round++) {
      long library = nanosOf(Libc::pageBytesAgain);
      costs[round] = (double) (nanosOf(Libc::parentProcess) - library) / CALLS;
    }
    Arrays.sort(costs);
    return OptionalDouble.of(Math.max(0, costs[ROUNDS / 2]));
  }

  private static long nanosOf(IntSupplier call) {
    long sum = 0;
    long start = System.nanoTime();
    for (int n = 0; n < CALLS; n++) {
      sum += call.getAsInt();
    }
    long nanos = System.nanoTime() - start;
    if (sum < 0) {
      throw new IllegalStateException("neither a process nor a page has a number below zero");
    }
    return nanos;
  }
}
