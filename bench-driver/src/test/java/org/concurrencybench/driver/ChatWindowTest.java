package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic of a chat's window, with times that are written down here. */
class ChatWindowTest {

  private static final long MS = 1_000_000;
  private static final int MEMBERS = 4;

  /** {@code nanoTime} may be anything, an overflow in the middle of a window included. */
  private static final long START = Long.MAX_VALUE - 500 * MS;

  private final ChatWindow window =
      new ChatWindow(START, Duration.ofSeconds(2), Duration.ofSeconds(5));

  private static long at(long ms) {
    return START + ms * MS;
  }

  private void publish(long dueMs, long sentMs) {
    window.due(at(sentMs), at(dueMs));
    window.sent(at(sentMs), MEMBERS);
  }

  private ChatResult result(long finishedMs) {
    window.finish(at(finishedMs));
    return ChatMerge.of(
        new Phase("test", new Loop.Open(10), Duration.ofSeconds(2)),
        0,
        MEMBERS,
        List.of(window),
        List.of(),
        List.of());
  }

  @Test
  void deliveryTimeCountsFromTheIntendedPublishAndServiceFromTheActualOne() {
    publish(100, 150);
    for (int i = 0; i < MEMBERS; i++) {
      window.delivered(at(180), at(100), at(150));
    }
    ChatResult result = result(200);
    assertThat(result.window().response().getTotalCount()).isEqualTo(MEMBERS);
    assertThat(result.window().response().getMaxValue() / 1e6).isCloseTo(80, within(0.1));
    assertThat(result.window().service().getMaxValue() / 1e6).isCloseTo(30, within(0.1));
    assertThat(result.window().lateness().getMaxValue() / 1e6).isCloseTo(50, within(0.1));
    assertThat(result.window().lateness().getTotalCount()).as("one a publish").isEqualTo(1);
  }

  @Test
  void everyDeliveryIsAccountedFor() {
    publish(0, 0);
    publish(1_000, 1_000);
    for (int i = 0; i < MEMBERS; i++) {
      window.delivered(at(10), at(0), at(0));
    }
    window.delivered(at(1_010), at(1_000), at(1_000));
    window.delivered(at(2_500), at(1_000), at(1_000));
    window.forfeited(at(2_600), 1);
    ChatResult result = result(7_000);
    RoomCounts rooms = result.rooms();
    assertThat(rooms.published()).isEqualTo(2);
    assertThat(rooms.publishedTimesMembers()).isEqualTo(8);
    assertThat(rooms.owed()).isEqualTo(8);
    assertThat(rooms.delivered()).isEqualTo(6);
    assertThat(rooms.deliveredInside()).isEqualTo(5);
    assertThat(rooms.forfeited()).isEqualTo(1);
    assertThat(rooms.missing()).isEqualTo(1);
    assertThat(rooms.owed()).isEqualTo(rooms.delivered() + rooms.missing() + rooms.forfeited());
    assertThat(result.deliveriesPerSecond()).isEqualTo(2.5);
    assertThat(result.window().issued()).isEqualTo(2);
    assertThat(result.window().completed()).isEqualTo(1);
    assertThat(result.window().errors().count(ErrorKind.TIMEOUT)).isEqualTo(1);
    assertThat(result.window().errors().toString()).contains("1 deliveries missing");
  }

  @Test
  void deliveriesThatAreDueWhenTheLastPublishWasAreTheBacklog() {
    publish(0, 0);
    publish(1_999, 1_999);
    window.delivered(at(1_999), at(0), at(0));
    // The loop reads these before it comes round to the end.
    for (int i = 0; i < 5; i++) {
      window.delivered(at(2_001), at(0), at(0));
    }
    window.endIssuing(MEMBERS);
    assertThat(result(2_100).window().backlogAtEnd()).isEqualTo(7 + MEMBERS);
  }

  @Test
  void whatWasNeverSentIsRecordedAtItsAgeForEachMember() {
    window.due(at(1_000), at(1_000));
    window.endIssuing(MEMBERS);
    window.neverSent(at(7_000), at(1_000), MEMBERS);
    WindowResult result = result(7_000).window();
    assertThat(result.response().getTotalCount()).isEqualTo(MEMBERS);
    assertThat(result.response().getMinValue() / 1e6).isCloseTo(6_000, within(10.0));
    assertThat(result.service().getTotalCount()).isZero();
    assertThat(result.errors().count(ErrorKind.TIMEOUT)).isEqualTo(1);
    assertThat(result.completed()).isZero();
  }

  @Test
  void inFlightAreDeliveriesSoThatLittlesLawHolds() {
    publish(500, 500);
    window.delivered(at(1_000), at(500), at(500));
    window.delivered(at(1_000), at(500), at(500));
    window.delivered(at(1_500), at(500), at(500));
    window.delivered(at(1_500), at(500), at(500));
    WindowResult result = result(2_000).window();
    // Four for half a second, two for another: of two seconds.
    assertThat(result.meanInFlight()).isCloseTo(1.5, within(1e-9));
    assertThat(result.littleRatio()).isCloseTo(1, within(0.001));
    assertThat(result.peakOutstanding()).isEqualTo(4);
    assertThat(result.requestsPerSecond()).as("publishes' worth").isEqualTo(0.5);
  }
}
