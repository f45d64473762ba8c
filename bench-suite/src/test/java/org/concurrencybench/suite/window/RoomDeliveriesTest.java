package org.concurrencybench.suite.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.RoomCounts;
import org.concurrencybench.driver.SlowMember;
import org.concurrencybench.report.run.Deliveries;
import org.junit.jupiter.api.Test;

class RoomDeliveriesTest {

  private final PlayedResult played = new PlayedResult();

  private Deliveries account(RoomCounts rooms, long owedByServer, long dropped) {
    return account(rooms, owedByServer, dropped, 0);
  }

  private Deliveries account(RoomCounts rooms, long owedByServer, long dropped, long uncertain) {
    return RoomDeliveries.of(
        new ChatResult(played.result(), rooms), owedByServer, dropped, uncertain, 2.5);
  }

  @Test
  void whereNobodyLeavesTheDriverSaysWhatWasDue() {
    var rooms = new RoomCounts(10, 5, 50, 50, 48, 0, 0, 0, 0, List.of());
    // A server that has lost a member would say 40.
    Deliveries deliveries = account(rooms, 40, 0);
    assertThat(deliveries.expected()).isEqualTo(50);
    assertThat(deliveries.delivered()).isEqualTo(50);
    assertThat(deliveries.published()).isEqualTo(10);
    assertThat(deliveries.deliveriesPerSecond()).isEqualTo(24);
    assertThat(deliveries.serverCpuMicrosPerDelivery()).isEqualTo(2.5);
  }

  @Test
  void whereAMemberLeftTheServerSaysWhatWasDueAndDropped() {
    var rooms = new RoomCounts(10, 5, 48, 44, 44, 0, 4, 0, 0, List.of());
    Deliveries deliveries = account(rooms, 47, 3);
    assertThat(deliveries.expected()).isEqualTo(47);
    assertThat(deliveries.delivered() + deliveries.dropped()).isEqualTo(47);
  }

  /** 45 were owed, 42 came, 1 was declared dropped, and 4 were in a write that failed. */
  @Test
  void whatWasUncertainAndDidNotArriveIsDroppedAndNoMoreThanThat() {
    var ended = new SlowMember(0, 4, 10, 2, 128, Duration.ofSeconds(1));
    var rooms = new RoomCounts(10, 5, 40, 40, 40, 0, 0, 0, 0, List.of(ended));
    Deliveries two = account(rooms, 45, 1, 4);
    assertThat(two.dropped()).isEqualTo(3);
    assertThat(two.uncertain()).isEqualTo(4);
    assertThat(two.delivered() + two.dropped()).isEqualTo(two.expected());
    assertThat(account(rooms, 50, 1, 4).dropped()).as("three too many are lost").isEqualTo(5);
    assertThat(account(rooms, 43, 3, 4).dropped()).as("declared, and yet delivered").isEqualTo(3);
  }

  @Test
  void slowMemberThatStayedHasReceivedAllAndOneThatWasEndedHasNot() {
    var stayed = new SlowMember(0, 4, 10, 10, 640, null);
    var rooms = new RoomCounts(10, 5, 40, 40, 40, 0, 0, 0, 0, List.of(stayed));
    assertThat(rooms.membersLeft()).isFalse();
    assertThat(account(rooms, 50, 0).delivered()).isEqualTo(50);
    var ended = new SlowMember(0, 4, 10, 2, 128, Duration.ofSeconds(1));
    rooms = new RoomCounts(10, 5, 40, 40, 40, 0, 0, 0, 0, List.of(ended));
    assertThat(rooms.membersLeft()).isTrue();
    assertThat(account(rooms, 45, 3).expected()).isEqualTo(45);
  }
}
