package org.concurrencybench.suite.window;

import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.RoomCounts;
import org.concurrencybench.report.run.Deliveries;
import org.jspecify.annotations.Nullable;

/** Closes the account of a chat's deliveries: what the driver saw against what the server says. */
public final class RoomDeliveries {

  private RoomDeliveries() {}

  /**
   * The deliveries of a measured window.
   *
   * <p>What was due is the server's count where members left, because only the server knows when a
   * member was out of its room; otherwise it is the driver's, each message times the members. A
   * server that counts less than that has lost a message or a member, and the account does not
   * balance.
   *
   * @param measured the window, for the server's CPU
   * @param chat the same window as the driver saw it
   * @param before the server's counts before the window, and nothing else is said in its rooms
   *     meanwhile
   * @param after the same after it
   */
  public static Deliveries of(
      MeasuredWindow measured,
      ChatResult chat,
      FanoutStats.Snapshot before,
      FanoutStats.Snapshot after) {
    return of(
        chat,
        after.owed() - before.owed(),
        after.dropped() - before.dropped(),
        after.uncertain() - before.uncertain(),
        measured.serverCpuMicrosEach(chat.deliveriesPerSecond()));
  }

  static Deliveries of(
      ChatResult chat,
      long owedByServer,
      long declared,
      long uncertain,
      @Nullable Double cpuMicrosEach) {
    RoomCounts rooms = chat.rooms();
    long expected = rooms.membersLeft() ? owedByServer : rooms.publishedTimesMembers();
    long unaccounted = expected - rooms.allDelivered() - declared;
    return new Deliveries(
        rooms.published(),
        expected,
        rooms.allDelivered(),
        declared + Math.clamp(unaccounted, 0, uncertain),
        chat.deliveriesPerSecond(),
        cpuMicrosEach,
        uncertain);
  }
}
