package org.concurrencybench.suite.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concurrencybench.suite.ask.PlayedCells.invalid;
import static org.concurrencybench.suite.ask.PlayedCells.window;
import static org.concurrencybench.suite.ask.PlayedCells.withoutKernelSockets;

import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.suites.KneeAxis;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static Window[] times(int count, double p99Millis, double cpu, double utilisation) {
    var rounds = new Window[count];
    for (int i = 0; i < count; i++) {
      // Rounds differ by a few per cent, the same in all models.
      rounds[i] = window(p99Millis, cpu * (1 + i * 0.02), utilisation);
    }
    return rounds;
  }

  @Test
  void simplestOfThoseThatCostAboutTheSameIsTaken() {
    Answer answer =
        new PlayedCells()
            .model("async", times(3, 1, 40, 0.2))
            .model("threaded", times(3, 2, 46, 0.23))
            .model("virtual", times(3, 2, 44, 0.22))
            .answer();
    assertThat(answer.recommendation().model()).isEqualTo("threaded");
    assertThat(answer.recommendation().sentence())
        .startsWith("threaded. It meets the objective in every round")
        .contains("async and virtual", "23 % busy", "1.15 times the CPU of async", "simplest");
  }

  @Test
  void dearerThanAQuarterIsTooDear() {
    Answer answer =
        new PlayedCells()
            .model("async", times(3, 1, 40, 0.2))
            .model("threaded", times(3, 2, 80, 0.4))
            .model("virtual", times(3, 2, 44, 0.22))
            .answer();
    assertThat(answer.recommendation().model()).isEqualTo("virtual");
  }

  @Test
  void dearerByChanceIsNotShownDearer() {
    Answer answer =
        new PlayedCells()
            .model("async", window(1, 40, 0.2), window(1, 40, 0.2), window(1, 40, 0.2))
            .model("threaded", window(1, 38, 0.2), window(1, 130, 0.2), window(1, 41, 0.2))
            .answer();
    assertThat(answer.recommendation().model()).isEqualTo("threaded");
    assertThat(answer.recommendation().sentence()).contains("no difference shown");
  }

  @Test
  void whoHasNoHeadRoomIsTakenOnlyIfNobodyHas() {
    PlayedCells cells =
        new PlayedCells()
            .model("threaded", times(3, 2, 46, 0.95))
            .model("async", times(3, 1, 60, 0.6));
    assertThat(cells.answer().recommendation().model()).isEqualTo("async");

    Answer busy = new PlayedCells().model("threaded", times(3, 2, 46, 0.95)).answer();
    assertThat(busy.recommendation().model()).isEqualTo("threaded");
    assertThat(busy.recommendation().sentence()).contains("95 % busy, which leaves little room");
  }

  @Test
  void whoMissesOnceDoesNotMeetIt() {
    Answer answer =
        new PlayedCells()
            .model("threaded", window(1, 40, 0.2), window(50.1, 40, 0.2), window(1, 40, 0.2))
            .model("async", window(1, 60, 0.2), invalid(), window(50, 60, 0.2))
            .answer();
    assertThat(answer.recommendation().model()).isEqualTo("async");
    assertThat(answer.toText())
        .contains("not always (2 of 3)", "yes (2 of 2, 1 unknown)", "as no other does");
  }

  @Test
  void nobodyMeansNobody() {
    Answer none = new PlayedCells().model("async", times(3, 60, 40, 0.2)).answer();
    assertThat(none.recommendation().model()).isNull();
    assertThat(none.toText()).contains("Recommendation: None: no model meets the objective");
    assertThat(none.isKnown()).isTrue();

    Answer unknown = new PlayedCells().model("async", invalid(), invalid()).answer();
    assertThat(unknown.recommendation().sentence()).startsWith("Nothing can be recommended");
    assertThat(unknown.isKnown()).isFalse();
  }

  @Test
  void tableHasMarginCostAndHeadRoom() {
    assertThat(new PlayedCells().model("async", times(1, 2, 40, 0.2)).answer().toText())
        .contains("For 100 connections, 5,000 requests/s, p99 of at most 50 ms:")
        .containsPattern("async +yes \\(1 of 1\\) +2 +25\\.0x +40 +20 +5\\.0x +3\\R")
        .doesNotContain("without the kernel's sockets");
  }

  /** Otherwise the model whose sockets could not be counted would look lighter. */
  @Test
  void memoryWithoutTheKernelsSocketsIsMarked() {
    Answer answer =
        new PlayedCells()
            .model("async", window(1, 40, 0.2))
            .model("threaded", withoutKernelSockets("not counted: others opened sockets"))
            .answer();
    assertThat(answer.toText())
        .containsPattern("async .* 3\\R")
        .containsPattern("threaded .* 2\\+\\R")
        .contains("  + without the kernel's sockets: not counted: others opened sockets");
  }

  @Test
  void nearestFlipIsWhereTheRecommendedModelNoLongerMeetsIt() {
    Answer answer =
        new PlayedCells()
            .model("async", times(3, 1, 40, 0.2))
            .model("threaded", times(3, 1, 42, 0.2))
            .reach("async", KneeAxis.REQUESTS, 80_000.0, 160_000.0)
            .reach("threaded", KneeAxis.REQUESTS, 10_000.0, 20_000.0)
            .reach("async", KneeAxis.CONNECTIONS, 19_000.0, null)
            .reach("threaded", KneeAxis.CONNECTIONS, 3_200.0, 6_400.0)
            .answer();
    Flip flip = answer.flip().orElseThrow();
    assertThat(flip.axis()).isEqualTo(KneeAxis.REQUESTS);
    assertThat(flip.sentence())
        .isEqualTo(
            "At 4x the rate (20,000 requests/s) threaded no longer meets it; async does, up to 80,000.");
    assertThat(answer.toText())
        .contains("10,000 (2x), not 20,000", "at least 19,000 (190x)", "Not searched:");
  }

  @Test
  void whereNobodyMeetsItTheNearestLoadThatSomebodyDoesIsNamed() {
    Answer answer =
        new PlayedCells()
            .model("async", times(3, 60, 40, 0.2))
            .model("threaded", times(3, 90, 42, 0.2))
            .reach("async", KneeAxis.REQUESTS, 2_500.0, 5_000.0)
            .reach("threaded", KneeAxis.REQUESTS, null, 40.0)
            .answer();
    assertThat(answer.flip().orElseThrow().sentence())
        .isEqualTo("At 1/2 the rate (2,500 requests/s) async meets it.");
    assertThat(answer.toText()).contains("not even 40");
  }

  @Test
  void noFlipIsSaidToo() {
    Answer answer =
        new PlayedCells()
            .model("threaded", times(3, 1, 42, 0.2))
            .reach("threaded", KneeAxis.REQUESTS, 40_000.0, null)
            .answer();
    assertThat(answer.flip()).isEmpty();
    assertThat(answer.toText()).contains("No flip was found in what was tried.");
  }
}
