package org.concurrencybench.driver;

/** A clock that never goes back. Called by any thread. */
@FunctionalInterface
interface NanoClock {

  /** The clock of the machine. */
  NanoClock SYSTEM = System::nanoTime;

  /** Nanoseconds from an origin that says nothing; compare by subtraction. */
  long nanoTime();
}
