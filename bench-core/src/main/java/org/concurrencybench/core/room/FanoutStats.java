package org.concurrencybench.core.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what was owed to members and what they did not get, so that every delivery can be
 * accounted for. Safe for use by any thread.
 */
public final class FanoutStats {

  private static final Logger LOG = System.getLogger(FanoutStats.class.getName());

  private final LongAdder joined = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder owed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder uncertain = new LongAdder();
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
   * {@code messages} that were owed to a member will never be sent to it whole, because it is gone
   * or was too slow.
   */
  public void countDropped(long messages) {
    dropped.add(messages);
  }

  /**
   * {@code messages} that were owed to a member were in one write with others, which failed: the
   * kernel has taken some of them, and does not say how many.
   */
  public void countUncertain(long messages) {
    uncertain.add(messages);
  }

  /**
   * A member is being disconnected because it did not take what was sent to it. It leaves a line in
   * the log.
   *
   * @param member its address
   * @param why how far it was behind
   */
  public void countSlowMember(SocketAddress member, String why) {
    slowMembers.increment();
    LOG.log(Level.WARNING, "the member of a room at {0} is disconnected: {1}", member, why);
  }

  /** The counts at about this moment. */
  public Snapshot snapshot() {
    return new Snapshot(
        joined.sum(),
        published.sum(),
        owed.sum(),
        dropped.sum(),
        uncertain.sum(),
        slowMembers.sum());
  }

  /**
   * Counts since the server started.
   *
   * @param joined members that became visible to a room, whether they are still there or not
   * @param published messages given to rooms
   * @param owed deliveries that followed: each message times the members of its room at that time
   * @param dropped of these, never written to a socket whole; the others were handed to the kernel,
   *     which delivers them unless the connection is reset
   * @param uncertain of these, either: in a write of several that failed. Of members that stay
   *     there are none
   * @param slowMembers members disconnected for being too slow
   */
  public record Snapshot(
      long joined, long published, long owed, long dropped, long uncertain, long slowMembers) {}
}
