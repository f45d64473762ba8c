package org.concurrencybench.suite.micro;

/** Two who hand a turn to and fro. Used by one thread. */
interface Sides {

  /**
   * Plays so many hand-offs, an even number, and returns after the last: the turn is where it was.
   */
  void play(int handOffs) throws InterruptedException;

  /** Ends what was started, and returns when it is gone. */
  void close() throws InterruptedException;
}
