package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Time in flight as the window counts it against service times as the recorder keeps them: honest
 * windows of any kind agree, and no recorder that loses, doubles or distorts goes unnoticed.
 */
class LittlesLawTest {

  private static final long MS = 1_000_000;
  private static final Duration LEAD_IN = Duration.ofMillis(300);
  private static final Duration LENGTH = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofMillis(500);
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

  /** A clock that is read when the reply is handled, not when it came, adds to every time. */
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

  private static void assertBroken(int seed, Recorder mutant) {
    assertThat(Math.abs(ratio(seed, mutant) - 1)).as("window " + seed).isGreaterThan(ALLOWED);
  }

  private static class HonestRecorder extends Recorder {

    final List<Long> times = new ArrayList<>();

    HonestRecorder() {
      super(LEAD_IN.toNanos(), LENGTH, DRAIN, false);
    }

    @Override
    void service(long nowNanos, long nanos) {
      times.add(nanos);
      super.service(nowNanos, nanos);
    }
  }

  private record Event(long nanos, boolean reply, long sentNanos) {}

  /**
   * A window of random requests: service times that are constant, exponential or of two kinds, some
   * failures, and some that are not answered by the end of the drain.
   */
  private static double ratio(int seed, Recorder recorder) {
    var random = new SplittableRandom(seed);
    long start = 0;
    long end = LEAD_IN.plus(LENGTH).toNanos();
    long drained = end + DRAIN.toNanos();
    double mean = Math.exp(random.nextDouble(Math.log(20_000), Math.log(300 * MS)));
    int kind = random.nextInt(3);
    int count = random.nextInt(200, 3_000);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long sent = random.nextLong(start, end);
      double service =
          switch (kind) {
            case 0 -> mean;
            case 1 -> -Math.log1p(-random.nextDouble()) * mean;
            default -> random.nextInt(10) == 0 ? 5 * mean : mean / 5;
          };
      events.add(new Event(sent, false, sent));
      events.add(new Event(sent + Math.max(1, Math.round(service)), true, sent));
    }
    events.sort(Comparator.comparingLong(Event::nanos).thenComparing(Event::reply));
    var window = new Window(start, LEAD_IN, LENGTH, DRAIN, recorder);
    double failing = random.nextInt(3) == 0 ? 0.02 : 0;
    for (Event event : events) {
      long now = Math.min(event.nanos, drained);
      if (now >= end) {
        window.endIssuing();
      }
      if (!event.reply) {
        window.issued(event.sentNanos);
        window.sent(event.sentNanos, event.sentNanos);
      } else if (event.nanos >= drained) {
        window.timedOut(now, event.sentNanos, event.sentNanos, false);
      } else if (random.nextDouble() < failing) {
        window.failed(now, event.sentNanos, event.sentNanos, ErrorKind.RESET, "played");
      } else {
        window.completed(now, event.sentNanos, event.sentNanos, false);
      }
    }
    window.finish(drained);
    WindowResult result =
        WindowMerge.of(
            new Phase("played", new Loop.Open(1), LENGTH), 0, List.of(window), List.of());
    assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
    return result.littleRatio();
  }
}
