package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Time in which deliveries are open as the window of a chat counts it against their times as the
 * recorder keeps them: honest windows of any kind agree, the drain included, and no recorder that
 * loses, doubles or distorts goes unnoticed.
 */
class ChatLittlesLawTest {

  private static final long MS = 1_000_000;
  private static final Duration LENGTH = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int HONEST = 1_000;
  private static final int MUTANTS = 100;

  /** What a window is judged by, see WindowJudge of the report. */
  private static final double ALLOWED = 0.005;

  @Test
  void honestWindowsAgree() {
    for (int seed = 0; seed < HONEST; seed++) {
      assertThat(ratio(seed, new HonestRecorder())).as("window " + seed).isBetween(0.998, 1.002);
    }
  }

  @Test
  void recorderThatDropsTheSlowestHundredthIsFound() {
    for (int seed = 0; seed < MUTANTS; seed++) {
      var honest = new HonestRecorder();
      ratio(seed, honest);
      honest.times.sort(Comparator.naturalOrder());
      int dropping = Math.ceilDiv(honest.times.size(), 100);
      long slowest = honest.times.get(honest.times.size() - dropping);
      assertBroken(
          seed,
          new HonestRecorder() {
            private int dropped;

            @Override
            void service(long nowNanos, long nanos) {
              if (nanos < slowest || dropped == dropping) {
                super.service(nowNanos, nanos);
              } else {
                dropped++;
              }
            }
          });
    }
  }

  @Test
  void recorderThatCountsTwiceIsFound() {
    for (int seed = 0; seed < MUTANTS; seed++) {
      assertBroken(
          seed,
          new HonestRecorder() {
            @Override
            void service(long nowNanos, long nanos) {
              super.service(nowNanos, nanos);
              super.service(nowNanos, nanos);
            }
          });
    }
  }

  @Test
  void recorderThatMistakesItsUnitIsFound() {
    for (int seed = 0; seed < MUTANTS; seed++) {
      assertBroken(
          seed,
          new HonestRecorder() {
            @Override
            void service(long nowNanos, long nanos) {
              super.service(nowNanos, nanos / 1_000);
            }
          });
    }
  }

  /** A clock that is read when the message is handled, not when it came, adds to every time. */
  @Test
  void recorderThatAddsALittleToEachIsFound() {
    for (int seed = 0; seed < MUTANTS; seed++) {
      assertBroken(
          seed,
          new HonestRecorder() {
            @Override
            void service(long nowNanos, long nanos) {
              super.service(nowNanos, nanos + nanos / 50);
            }
          });
    }
  }

  /** Times that nobody has cannot be added up. */
  @Test
  void deliveriesThatDidNotComeAreNotAsked() {
    var window = new ChatWindow(0, LENGTH, DRAIN);
    window.due(0, 0);
    window.sent(0, 2);
    window.delivered(MS, 0, 0);
    window.forfeited(2 * MS, 1);
    window.finish(2 * MS);
    assertThat(merged(window, 2).littleRatio()).isNull();

    var silent = new ChatWindow(0, LENGTH, DRAIN);
    silent.finish(LENGTH.toNanos());
    assertThat(merged(silent, 2).littleRatio()).isNull();
  }

  private static void assertBroken(int seed, Recorder mutant) {
    Double ratio = ratio(seed, mutant);
    assertThat(ratio).as("window " + seed).isNotNull();
    assertThat(Math.abs(ratio - 1)).as("window " + seed).isGreaterThan(ALLOWED);
  }

  private static class HonestRecorder extends Recorder {

    final List<Long> times = new ArrayList<>();

    HonestRecorder() {
      super(0, LENGTH, DRAIN, false);
    }

    @Override
    void service(long nowNanos, long nanos) {
      times.add(nanos);
      super.service(nowNanos, nanos);
    }
  }

  /** A publish if {@code receivers} is not 0, otherwise a delivery. */
  private record Event(long nanos, int receivers, long sentNanos) {}

  /**
   * A window of a room of random size and publishes, whose deliveries take a time of their own, or
   * follow each other as a server writes them, and may need most of the drain; those that are read
   * together have the time of the first, which may lie before the last send.
   */
  private static @Nullable Double ratio(int seed, Recorder recorder) {
    var random = new SplittableRandom(seed);
    long end = LENGTH.toNanos();
    int members = random.nextInt(2, 200);
    int publishes = random.nextInt(5, 4_000 / members + 6);
    double mean = Math.exp(random.nextDouble(Math.log(20_000), Math.log(500 * MS)));
    boolean inTurn = random.nextBoolean();
    long batchNanos = random.nextBoolean() ? 1 : random.nextLong(1, 200_000);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < publishes; i++) {
      long sent = random.nextLong(0, end);
      events.add(new Event(sent, members, sent));
      double took = 0;
      for (int member = 0; member < members; member++) {
        double own = -Math.log1p(-random.nextDouble()) * mean;
        took = inTurn ? took + own / members : own;
        long arrived = Math.min(sent + Math.max(1, Math.round(took)), end + DRAIN.toNanos() - 1);
        events.add(new Event(Math.max(sent + 1, arrived / batchNanos * batchNanos), 0, sent));
      }
    }
    // By when they are handled: a batch after the sends that came while it was read.
    events.sort(
        Comparator.comparingLong(
            event -> event.receivers > 0 ? event.nanos : event.nanos + batchNanos - 1));
    var window = new ChatWindow(0, LENGTH, DRAIN, recorder);
    for (Event event : events) {
      if (event.receivers > 0) {
        window.due(event.nanos, event.nanos);
        window.sent(event.nanos, event.receivers);
      } else {
        window.delivered(event.nanos, event.sentNanos, event.sentNanos);
      }
    }
    window.endIssuing(0);
    window.finish(end + DRAIN.toNanos());
    ChatResult result =
        ChatMerge.of(
            new Phase("played", new Loop.Open(1), LENGTH),
            0,
            members,
            List.of(window),
            List.of(),
            List.of());
    assertThat(result.rooms().missing()).isZero();
    return result.window().littleRatio();
  }

  private static WindowResult merged(ChatWindow window, int members) {
    return ChatMerge.of(
            new Phase("played", new Loop.Open(1), LENGTH),
            0,
            members,
            List.of(window),
            List.of(),
            List.of())
        .window();
  }
}
