package org.concurrencybench.core.room;

/** The answer to "what comes next?" at the moment it was asked. */
public sealed interface Next {

  /** This message comes next. */
  record Message(RoomMessage message) implements Next {}

  /** Some messages after the sequence that was asked for are no longer kept. */
  record Gone() implements Next {}

  /** Nothing yet: the waiter is told when it arrives. */
  final class Waiting implements Next {

    private final Room room;
    private final long after;
    private final Waiter waiter;

    Waiting(Room room, long after, Waiter waiter) {
      this.room = room;
      this.after = after;
      this.waiter = waiter;
    }

    /**
     * Waits no longer.
     *
     * @return false if it is too late: the waiter has been told, or is being told at this moment
     */
    public boolean cancel() {
      return room.cancel(this);
    }

    long after() {
      return after;
    }

    Waiter waiter() {
      return waiter;
    }
  }
}
