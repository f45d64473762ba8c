package org.concurrencybench.suite.window;

import java.time.Duration;

/**
 * How long a load runs before it is measured: until the compilers of both sides have rested for
 * {@code least}, at most for {@code limit}.
 *
 * <p>A warm-up in a closed loop does not end their work. At the measured rate the server wakes for
 * single requests where it had batches before; what it takes then was never compiled, or was
 * compiled on the assumption that it does not happen. Seen on a machine of two CPUs: 0.3 s of
 * compilation in the first three seconds at 5,000 requests/s, which is 20 us on each of them.
 *
 * @param least how long it runs at least
 * @param limit the end, whether the compilers rest or not
 */
public record Settling(Duration least, Duration limit) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if {@code limit} is the shorter
   */
  public Settling {
    if (limit.compareTo(least) < 0) {
      throw new IllegalArgumentException("least " + least + ", limit " + limit);
    }
  }

  /** Exactly so long, whatever the compilers do. */
  public static Settling exactly(Duration time) {
    return new Settling(time, time);
  }
}
