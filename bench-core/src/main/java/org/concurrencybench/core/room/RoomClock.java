package org.concurrencybench.core.room;

/** The time by which rooms end: monotonic, in nanoseconds, comparable by subtraction only. */
@FunctionalInterface
interface RoomClock {

  /** Now. */
  long nanoTime();
}
