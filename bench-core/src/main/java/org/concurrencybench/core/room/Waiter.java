package org.concurrencybench.core.room;

/**
 * Somebody who waits for the next message of a room. Told at most once, by the thread that
 * publishes, outside of the room's lock; it must neither block nor throw.
 */
@FunctionalInterface
public interface Waiter {

  /** The message that was waited for. */
  void arrived(RoomMessage message);
}
