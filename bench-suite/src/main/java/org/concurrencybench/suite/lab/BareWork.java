package org.concurrencybench.suite.lab;

import org.concurrencybench.core.service.Computation;

/**
 * What a bare server computes before each reply: a handicap of known size.
 *
 * @see Computation
 */
final class BareWork {

  private final int units;

  /**
   * Kept, so that no compiler may leave the work out. Which thread's value it is does not matter.
   */
  private volatile long value = 1;

  BareWork(int units) {
    if (units < 0) {
      throw new IllegalArgumentException("units: " + units + ", must not be negative");
    }
    this.units = units;
  }

  void once() {
    if (units > 0) {
      value = Computation.of(units, value);
    }
  }
}
