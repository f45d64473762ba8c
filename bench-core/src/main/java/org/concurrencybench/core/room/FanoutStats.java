package org.concurrencybench.core.room;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what was owed to members and what they did not get, so that every delivery can be
 * accounted for. Safe for use by any thread.
 */
public final class FanoutStats {

  private final LongAdder joined = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder owed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder slowMembers = new LongAdder();

  /** All counts zero. */
  public FanoutStats() {}

  void joined() {
    joined.increment();
  }

  void published(int members) {
    published.increment();
    owed.add(members);
  }

  /**
   * {@code messages} that were owed to a member will never be sent to it, because it is gone or was
   * too slow.
   */
  public void countDropped(long messages) {
    dropped.add(messages);
  }

  /** A member was disconnected because it did not take what was sent to it. */
  public void countSlowMember() {
    slowMembers.increment();
  }

  /** The counts at about this moment. */
  public Snapshot snapshot() {
    return new Snapshot(
        joined.sum(), published.sum(), owed.sum(), dropped.sum(), slowMembers.sum());
  }

  /**
   * Counts since the server started.
   *
   * @param joined members that became visible to a room, whether they are still there or not
   * @param published messages given to rooms
   * @param owed deliveries that followed: each message times the members of its room at that time
   * @param dropped of these, never written to a socket
   * @param slowMembers members disconnected for being too slow
   */
  public record Snapshot(long joined, long published, long owed, long dropped, long slowMembers) {}
}
