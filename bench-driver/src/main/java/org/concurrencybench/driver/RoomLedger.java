package org.concurrencybench.driver;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has been said in one room, and what each member must hear next from each. Used by one
 * thread.
 *
 * <p>A member hears the messages of one sender in their order and none twice; those of several
 * senders in any order. One integer a pair says it all.
 */
final class RoomLedger {

  private final int members;

  /** Last sequence that each has published. */
  private final int[] published;

  /**
   * By sender, then member: a message goes to all members, so the deliveries of one lie side by
   * side. Negative of a member that has just come: it may hear earlier messages first, which were
   * on their way when it joined, and must hear this one.
   */
  private final int[] next;

  /**
   * Of each sender, the first and last sequence that may have been lost with its connection; 0 for
   * none.
   */
  private final int[] firstLost;

  private final int[] lastLost;
  private boolean somethingLost;
  private int skipped;

  RoomLedger(int members) {
    this.members = members;
    published = new int[members];
    next = new int[members * members];
    Arrays.fill(next, -1);
    firstLost = new int[members];
    lastLost = new int[members];
  }

  /** The sequence of the sender's next message, from 1. */
  int publish(int sender) {
    return ++published[sender];
  }

  /** A member has the answer to its JOIN: it must hear all that is published from now on. */
  void came(int member) {
    for (int sender = 0; sender < members; sender++) {
      next[sender * members + member] = -(published[sender] + 1);
    }
  }

  /** Whether a member has yet to hear a message. */
  boolean waitsFor(int member, int sender, int sequence) {
    return Math.abs(next[sender * members + member]) <= sequence;
  }

  /**
   * The connection of a member has ended. Whether the server has read what it sent last nobody
   * knows, unless it heard itself; others may or may not hear it.
   */
  void left(int sender) {
    int unheard = Math.abs(next[sender * members + sender]);
    if (unheard <= published[sender]) {
      firstLost[sender] = lastLost[sender] == 0 ? unheard : firstLost[sender];
      lastLost[sender] = published[sender];
      somethingLost = true;
    }
  }

  /**
   * A member waits no longer for what may have been lost.
   *
   * @return how many messages it has waited for
   */
  int giveUpLost(int member) {
    if (!somethingLost) {
      return 0;
    }
    int waitedFor = 0;
    for (int sender = 0; sender < members; sender++) {
      int at = sender * members + member;
      int waiting = Math.abs(next[at]);
      if (waiting >= firstLost[sender] && waiting <= lastLost[sender]) {
        waitedFor += lastLost[sender] - waiting + 1;
        next[at] = lastLost[sender] + 1;
      }
    }
    return waitedFor;
  }

  /** Whether a message may have been lost with the connection of its sender. */
  boolean mayBeLost(int sender, int sequence) {
    return sequence >= firstLost[sender] && sequence <= lastLost[sender];
  }

  /** Nobody waits for what may have been lost. */
  void forgetLost() {
    Arrays.fill(firstLost, 0);
    Arrays.fill(lastLost, 0);
    somethingLost = false;
  }

  /** How many messages {@link #arrived} has passed over because they may have been lost. */
  int skipped() {
    return skipped;
  }

  /** A message arrived: what is wrong with that; null if it is the right one. */
  @Nullable String arrived(int member, int sender, int sequence) {
    skipped = 0;
    int at = sender * members + member;
    int expected = Math.abs(next[at]);
    boolean first = next[at] < 0;
    if (sequence > published[sender] || sequence < 1) {
      return String.format(
          Locale.ROOT, "message %d of a member that has sent %d", sequence, published[sender]);
    }
    if (sequence < expected && !first) {
      return sequence == expected - 1
          ? "message " + sequence + " of a member twice"
          : "message " + sequence + " of a member after its message " + (expected - 1);
    }
    next[at] = sequence + 1;
    if (sequence <= expected) {
      return null;
    }
    if (expected >= firstLost[sender] && sequence - 1 <= lastLost[sender]) {
      skipped = sequence - expected;
      return null;
    }
    return "message " + sequence + " of a member where its message " + expected + " was next";
  }
}
