package org.concurrencybench.driver;

import java.util.List;

/**
 * Every delivery of a window accounted for, as far as a client can.
 *
 * <pre>
 *   owed = delivered + missing + forfeited
 * </pre>
 *
 * A server that declares what it dropped closes the account: what it owed to members, by its own
 * count, is what it dropped plus {@link #allDelivered}.
 *
 * @param published messages that were sent
 * @param membersPerRoom of each room
 * @param owed each message times the members that were there from the beginning of the window, read
 *     and had not ended
 * @param delivered of these, those that arrived in order and intact
 * @param deliveredInside deliveries to anybody who read inside the issuing interval; only these
 *     make the rate
 * @param missing owed to members that are still there, and not arrived by the end of the drain
 * @param forfeited owed to members whose connection ended before they arrived: the server must
 *     declare them dropped, or has counted the member out before they were published; and messages
 *     whose sender's connection ended before it heard them itself, if they did not arrive: the
 *     server may never have read them
 * @param beside arrived at members that came again in the middle of the window
 * @param wrong deliveries that were wrong: of another room, twice, out of order, or other bytes
 * @param slow what became of those that did not read
 */
public record RoomCounts(
    long published,
    int membersPerRoom,
    long owed,
    long delivered,
    long deliveredInside,
    long missing,
    long forfeited,
    long beside,
    long wrong,
    List<SlowMember> slow) {

  /** Keeps a copy of the list. */
  public RoomCounts {
    slow = List.copyOf(slow);
  }

  /** All that arrived, in order and intact, at whomever. */
  public long allDelivered() {
    return delivered + beside + slow.stream().mapToLong(SlowMember::received).sum();
  }

  /** Whether a member left its room, or came, so that not every message was owed to everybody. */
  public boolean membersLeft() {
    return forfeited > 0
        || beside > 0
        || slow.stream().anyMatch(member -> member.ended() != null)
        || owed + slow.stream().mapToLong(SlowMember::published).sum() != publishedTimesMembers();
  }

  /** Each message times the members of its room: what is owed if nobody leaves. */
  public long publishedTimesMembers() {
    return published * membersPerRoom;
  }
}
