package org.concurrencybench.driver;

import java.util.SplittableRandom;
import org.concurrencybench.core.service.Computation;

/**
 * A few seeds and what they become, so that every computed value is checked and checking costs the
 * driver a comparison. Immutable.
 *
 * <p>They are computed before anything is opened, which takes the driver about a second at most,
 * except that a single computation may be longer: 64 seeds, fewer where they would come to more
 * than a million units.
 */
final class ComputedValues {

  private static final int MOST_SEEDS = 64;
  private static final long MOST_UNITS = 1_000_000;

  private final long[] seeds;
  private final long[] values;

  ComputedValues(int units, long seed) {
    int count = Math.clamp(MOST_UNITS / units, 1, MOST_SEEDS);
    var random = new SplittableRandom(seed);
    seeds = new long[count];
    values = new long[count];
    for (int i = 0; i < count; i++) {
      seeds[i] = random.nextLong();
      values[i] = Computation.of(units, seeds[i]);
    }
  }

  int count() {
    return seeds.length;
  }

  long seed(int index) {
    return seeds[index];
  }

  long value(int index) {
    return values[index];
  }
}
