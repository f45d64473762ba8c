package org.concurrencybench.suite.drive;

import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.RoomCounts;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of a chat.
 *
 * @param membersPerRoom of each room
 * @param published messages sent
 * @param owed deliveries that must follow: to members that were there from the beginning and did
 *     not leave
 * @param delivered of these, those that arrived in order and intact
 * @param missing of these, those that did not arrive
 * @param forfeited of these, those that the end of their connection prevented
 * @param wrong deliveries of another room, twice, out of order, or with other bytes
 * @param deliveriesPerSecond arrived a second
 */
public record RoomFigures(
    int membersPerRoom,
    long published,
    long owed,
    long delivered,
    long missing,
    long forfeited,
    long wrong,
    double deliveriesPerSecond) {

  static @Nullable RoomFigures of(@Nullable ChatResult chat) {
    if (chat == null) {
      return null;
    }
    RoomCounts rooms = chat.rooms();
    return new RoomFigures(
        rooms.membersPerRoom(),
        rooms.published(),
        rooms.owed(),
        rooms.delivered(),
        rooms.missing(),
        rooms.forfeited(),
        rooms.wrong(),
        chat.deliveriesPerSecond());
  }
}
