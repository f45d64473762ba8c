package org.concurrencybench.core.http;

/**
 * The time of day in whole seconds. Called by any thread; may step back when the machine's clock is
 * set.
 */
@FunctionalInterface
interface SecondClock {

  /** The machine's clock. */
  SecondClock SYSTEM = () -> Math.floorDiv(System.currentTimeMillis(), 1000L);

  /** Seconds since 1970-01-01T00:00Z. */
  long epochSecond();
}
