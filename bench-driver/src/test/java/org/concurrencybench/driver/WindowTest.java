package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic of a window, with times that are written down here. */
class WindowTest {

  private static final long MS = 1_000_000;

  /** {@code nanoTime} may be anything, an overflow in the middle of a window included. */
  private static final long START = Long.MAX_VALUE - 500 * MS;

  private final Window window = new Window(START, Duration.ofSeconds(2), Duration.ofSeconds(5));

  private WindowResult result() {
    return WindowMerge.of(
        new Phase("test", new Loop.Closed(), Duration.ofSeconds(2)), 0, List.of(window), List.of());
  }

  /** That many milliseconds after the start. */
  private static long at(long ms) {
    return START + ms * MS;
  }

  private void exchange(long dueMs, long sentMs, long repliedMs) {
    window.issued();
    window.handedOver(at(dueMs), at(dueMs), false);
    window.sent(at(sentMs));
    window.completed(at(repliedMs), at(dueMs), at(sentMs), false);
  }

  @Test
  void responseCountsFromTheIntendedTimeAndServiceFromTheSend() {
    exchange(100, 150, 180);
    WindowResult result = result();
    assertThat(result.response().getMaxValue() / 1e6).isCloseTo(80, within(0.1));
    assertThat(result.service().getMaxValue() / 1e6).isCloseTo(30, within(0.1));
    assertThat(result.lateness().getMaxValue()).isZero();
  }

  @Test
  void onlyRepliesInsideTheIssuingIntervalMakeTheRate() {
    exchange(0, 0, 1_999);
    exchange(1_000, 1_000, 2_000);
    exchange(1_500, 1_500, 3_500);
    window.finish(at(3_500));
    WindowResult result = result();
    assertThat(result.completed()).isEqualTo(3);
    assertThat(result.completedInside()).isEqualTo(1);
    assertThat(result.requestsPerSecond()).isEqualTo(0.5);
    assertThat(result.elapsed()).isEqualTo(Duration.ofMillis(3_500));
  }

  @Test
  void meanInFlightCountsTheIssuingIntervalOnly() {
    window.issued();
    window.sent(at(500));
    window.issued();
    window.sent(at(1_500));
    window.completed(at(1_750), at(500), at(500), false);
    // The second is still in flight when issuing ends, and its reply comes long after.
    window.completed(at(6_000), at(1_500), at(1_500), false);
    assertThat(result().meanInFlight()).isCloseTo((1_250 + 500) / 2_000.0, within(1e-9));
  }

  @Test
  void aRequestWithoutAReplyIsRecordedAtItsAgeAndOneNeverSentHasNoServiceTime() {
    window.issued();
    window.sent(at(100));
    window.issued();
    window.endIssuing();
    long now = at(7_000);
    window.timedOut(now, START, at(100), false);
    window.timedOutInQueue(now, at(50), false);
    window.finish(now);
    WindowResult result = result();
    assertThat(result.errors().count(ErrorKind.TIMEOUT)).isEqualTo(2);
    assertThat(result.response().getTotalCount()).isEqualTo(2);
    assertThat(result.response().getMinValue() / 1e6).isCloseTo(6_950, within(10.0));
    assertThat(result.response().getMaxValue() / 1e6).isCloseTo(7_000, within(10.0));
    assertThat(result.service().getTotalCount()).isEqualTo(1);
    assertThat(result.service().getMaxValue() / 1e6).isCloseTo(6_900, within(10.0));
    assertThat(result.clamped()).isZero();
    assertThat(result.backlogAtEnd()).isEqualTo(1);
    assertThat(result.peakOutstanding()).isEqualTo(2);
    assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
  }

  @Test
  void valuesFallIntoTheSecondOfTheirCompletion() {
    exchange(0, 0, 10);
    exchange(0, 0, 990);
    exchange(900, 900, 1_000);
    exchange(100, 100, 4_200);
    List<Interval> intervals = result().intervals();
    assertThat(intervals)
        .extracting(interval -> interval.response().getTotalCount())
        .containsExactly(2L, 1L, 0L, 0L, 1L);
    assertThat(intervals).extracting(Interval::second).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aValueAboveTheRangeIsClampedAndCountedNotThrown() {
    window.issued();
    window.sent(START);
    window.completed(at(60_000), START, START, false);
    WindowResult result = result();
    // Response and service.
    assertThat(result.clamped()).isEqualTo(2);
    assertThat(result.response().getTotalCount()).isEqualTo(1);
    assertThat(result.response().getMaxValue() / 1e9).isCloseTo(8, within(0.01));
  }

  @Test
  void theResultOfSeveralWorkersIsTheSum() {
    var other = new Window(START, Duration.ofSeconds(2), Duration.ofSeconds(5));
    exchange(0, 0, 1_000);
    other.issued();
    other.sent(START);
    other.failed(at(500), ErrorKind.RESET, "gone");
    other.finish(at(2_000));
    window.finish(at(2_000));
    WindowResult result =
        WindowMerge.of(
            new Phase("test", new Loop.Closed(), Duration.ofSeconds(2)),
            0,
            List.of(window, other),
            List.of());
    assertThat(result.issued()).isEqualTo(2);
    assertThat(result.completed()).isEqualTo(1);
    assertThat(result.errors().byKind()).containsOnlyKeys(ErrorKind.RESET);
    assertThat(result.errors().byKind().get(ErrorKind.RESET).example()).isEqualTo("gone");
    assertThat(result.meanInFlight()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void requestsAsideAreInEveryCountButInTimesOfTheirOwn() {
    var mixed =
        new Window(START, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(5), true);
    for (boolean aside : new boolean[] {false, true}) {
      mixed.issued();
      mixed.handedOver(at(100), at(90), aside);
      mixed.sent(at(100));
    }
    mixed.completed(at(600), at(90), at(100), false);
    mixed.completed(at(1_100), at(90), at(100), true);
    mixed.finish(at(2_000));
    WindowResult result =
        WindowMerge.of(
            new Phase("test", new Loop.Open(1), Duration.ofSeconds(2)),
            0,
            List.of(mixed),
            List.of());
    assertThat(result.issued()).isEqualTo(2);
    assertThat(result.completedInside()).isEqualTo(2);
    assertThat(result.response().getTotalCount()).isEqualTo(1);
    assertThat(result.response().getMaxValue() / 1e6).isCloseTo(510, within(1.0));
    assertThat(result.lateness().getTotalCount()).isEqualTo(1);
    assertThat(result.computing()).isNotNull();
    assertThat(result.computing().count()).isEqualTo(1);
    assertThat(result.computing().response().getMaxValue() / 1e6).isCloseTo(1_010, within(1.0));
    assertThat(result.computing().service().getMaxValue() / 1e6).isCloseTo(1_000, within(1.0));
    assertThat(result.intervals())
        .extracting(Interval::completed)
        .as("by the second of completion")
        .containsExactly(1L, 1L);
    // 0.5 s and 1 s of two seconds.
    assertThat(result.meanInFlight()).isCloseTo(0.75, within(1e-9));
    assertThat(result.littleRatio()).isCloseTo(1, within(0.001));
    assertThat(result().computing()).as("all of one kind").isNull();
  }

  /**
   * In steady state as many requests come into the interval as leave it: one of the lead-in that is
   * answered inside counts for the rate, one that is answered after the end does not.
   */
  @Test
  void rateIsOfTheIntervalAndTimesAreOfItsRequests() {
    var steady =
        new Window(
            START, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), false);
    sent(steady, 0);
    steady.completed(at(500), at(0), at(0), false);
    sent(steady, 800);
    sent(steady, 1_000);
    steady.completed(at(1_300), at(800), at(800), false);
    steady.completed(at(1_400), at(1_000), at(1_000), false);
    sent(steady, 2_900);
    steady.completed(at(3_200), at(2_900), at(2_900), false);
    steady.finish(at(3_200));
    WindowResult result =
        WindowMerge.of(
            new Phase("test", new Loop.Open(1), Duration.ofSeconds(2)),
            0,
            List.of(steady),
            List.of());
    assertThat(result.issued()).as("due inside").isEqualTo(2);
    assertThat(result.completed()).isEqualTo(2);
    assertThat(result.completedInside()).as("answered inside").isEqualTo(2);
    assertThat(result.requestsPerSecond()).isEqualTo(1);
    assertThat(result.offeredPerSecond()).isEqualTo(1);
    assertThat(result.response().getTotalCount()).isEqualTo(2);
    assertThat(result.response().getMaxValue() / 1e6).isCloseTo(400, within(1.0));
    assertThat(result.lateness().getTotalCount()).isEqualTo(2);
    assertThat(result.intervals())
        .extracting(Interval::completed)
        .as("by second, one without a time")
        .containsExactly(2L, 0L, 1L);
    // 300, 400 and 100 ms of two seconds.
    assertThat(result.meanInFlight()).isCloseTo(0.4, within(1e-9));
    assertThat(result.littleRatio()).isCloseTo(1, within(0.001));
    assertThat(result.elapsed()).isEqualTo(Duration.ofMillis(2_200));
  }

  private static void sent(Window window, long ms) {
    window.issued(at(ms));
    window.handedOver(at(ms), at(ms), false);
    window.sent(at(ms), at(ms));
  }

  @Test
  void failureInTheLeadInIsNotLost() {
    var window =
        new Window(
            START, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), false);
    window.issued(at(10));
    window.sent(at(10), at(10));
    window.failed(at(20), at(10), at(10), ErrorKind.WRONG_REPLY, "abc");
    window.issued(at(1_500));
    window.sent(at(1_500), at(1_500));
    window.failed(at(1_700), at(1_500), at(1_500), ErrorKind.RESET, "gone");
    window.finish(at(3_000));
    WindowResult result =
        WindowMerge.of(
            new Phase("test", new Loop.Open(1), Duration.ofSeconds(2)),
            0,
            List.of(window),
            List.of());
    assertThat(result.issued()).isEqualTo(2).isEqualTo(result.errors().total());
    assertThat(result.offeredPerSecond()).isEqualTo(0.5);
    assertThat(result.littleRatio()).as("nothing was recorded").isNull();
  }

  @Test
  void longestStallIsKept() {
    window.cameRound(3);
    window.cameRound(40);
    window.cameRound(5);
    assertThat(window.longestStallNanos()).isEqualTo(40);
  }
}
