package org.concurrencybench.driver;

import java.util.SplittableRandom;

/**
 * A number that no other driver has, for names of rooms: not from the seed, because a server may
 * still know the rooms of the last run with the same one, and their sequences.
 */
final class RunStamp {

  private RunStamp() {}

  static long fresh() {
    long process = ProcessHandle.current().pid();
    return new SplittableRandom(System.nanoTime() ^ process << Integer.SIZE).nextLong();
  }
}
