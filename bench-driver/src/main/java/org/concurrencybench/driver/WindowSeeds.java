package org.concurrencybench.driver;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The seeds of one driver's windows. The n-th window of a name has the same seed on every driver
 * that was given the same, however many windows of other names came before: how often a load has to
 * settle depends on the server. Used by one thread.
 */
final class WindowSeeds {

  private final long seed;
  private final Map<String, Integer> windows = new HashMap<>();

  WindowSeeds(long seed) {
    this.seed = seed;
  }

  /** Of the next window of that name. */
  long next(String name) {
    int number = windows.merge(name, 1, Integer::sum);
    var random = new SplittableRandom(seed);
    return new SplittableRandom(random.nextLong() ^ name.hashCode()).nextLong() + number;
  }
}
