package org.concurrencybench.report.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpeedDriftTest {

  private static final Cell CELL =
      Cell.of("crowd", "async", null, "http", "idle-10000", Parameters.NONE);

  @Test
  void theRunsMedianDecides() {
    Run run = run(window(1.0, 1.0), window(1.0, 1.02), window(1.0, 1.16), window(0.84, 1.0));
    assertThat(SpeedDrift.median(run)).hasValue(1.0);
    List<Window> judged = windows(SpeedDrift.judge(run));
    assertThat(judged)
        .extracting(Window::status)
        .containsExactly(
            WindowStatus.VALID, WindowStatus.VALID, WindowStatus.INVALID, WindowStatus.INVALID);
    assertThat(judged.get(1).machine().driftFraction()).isCloseTo(0.02, within(1e-9));
    assertThat(judged.get(2).machine().driftFraction()).isCloseTo(0.16, within(1e-9));
    assertThat(judged.get(2).reasons())
        .containsExactly(
            "the machine's speed was 16 % off the run's median, at most 15 % is allowed");
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(SpeedDrift.median(run(window(1.0, 4.0), window(2.0, 3.0)))).hasValue(2.5);
    assertThat(SpeedDrift.median(run(window(3.0, null)))).hasValue(3.0);
  }

  @Test
  void withoutMeasurementsNothingIsJudged() {
    Run run = run(window(null, null));
    assertThat(SpeedDrift.median(run)).isEmpty();
    assertThat(SpeedDrift.judge(run)).isEqualTo(run);
    assertThat(SpeedDrift.judge(SampleRun.begun())).isEqualTo(SampleRun.begun());
  }

  @Test
  void aSaturatedWindowThatDriftedIsInvalidForThatReasonOnly() {
    Window slow =
        window(1.0, 2.0)
            .judged(
                WindowStatus.SATURATED,
                List.of("1 requests failed: timeout"),
                new MachineNoise(null, 1.0, 2.0, null, null, null));
    Window judged = judge(slow, 1);
    assertThat(judged.status()).isEqualTo(WindowStatus.INVALID);
    assertThat(judged.reasons()).hasSize(1).first().asString().startsWith("the machine's speed");
    assertThat(judge(slow, 1.9).status()).isEqualTo(WindowStatus.INVALID);
    assertThat(judge(slow, 1.9).machine().driftFraction()).isCloseTo(0.9 / 1.9, within(1e-9));
  }

  @Test
  void aWindowThatIsInvalidAlreadyHasOneMoreReason() {
    Window late =
        window(1.0, 1.5)
            .judged(
                WindowStatus.INVALID,
                List.of("late"),
                new MachineNoise(null, 1.0, 1.5, null, null, null));
    assertThat(judge(late, 1).reasons()).hasSize(2).startsWith("late");
    assertThat(judge(late, 1.25).reasons()).hasSize(2);
    assertThat(judge(late, 1.4).machine().driftFraction()).isNotNull();
  }

  @Test
  void whatIsInvalidStaysSoWhenTheMedianMoves() {
    Window drifted = judge(window(1.0, 1.3), 1);
    assertThat(judge(drifted, 1.2)).isEqualTo(drifted);
    Window fine = judge(window(1.0, 1.0), 1);
    assertThat(judge(fine, 1.3).status()).isEqualTo(WindowStatus.INVALID);
  }

  @Test
  void localeOfTheUserDoesNotShow() {
    Locale before = Locale.getDefault();
    Window expected = judge(window(1.0, 1.3), 1);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(judge(window(1.0, 1.3), 1)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theWayThroughTheKernelHasAMedianOfItsOwn() {
    Run run =
        run(kernelPath(6.0, 6.1), kernelPath(6.0, 5.9), kernelPath(6.0, 7.5), window(1.0, 1.0));
    List<Window> judged = windows(SpeedDrift.judge(run));

    assertThat(judged)
        .extracting(Window::status)
        .containsExactly(
            WindowStatus.VALID, WindowStatus.VALID, WindowStatus.INVALID, WindowStatus.VALID);
    assertThat(judged.get(2).machine().kernelPathDriftFraction()).isCloseTo(0.25, within(1e-9));
    assertThat(judged.get(2).machine().driftFraction()).as("computing felt nothing").isZero();
    assertThat(judged.get(2).reasons())
        .containsExactly("the kernel path was 25 % off the run's median, at most 15 % is allowed");
    assertThat(judged.get(3).machine().kernelPathDriftFraction()).as("not measured").isNull();
  }

  /**
   * On one machine single measurements took 12 or 19 us, whatever the windows between them cost:
   * the limit made 71 of 117 windows invalid.
   */
  @Test
  void whereTheMeasurementScattersByItselfItJudgesOnlyWhatLiesFarBeyond() {
    Window[] windows =
        IntStream.range(0, 40)
            .mapToObj(i -> kernelPath(i % 3 == 0 ? 12 : 19, i % 2 == 0 ? 12.5 : 19.5))
            .toArray(Window[]::new);
    windows[7] = kernelPath(60, 19);
    Run run = run(windows);
    List<Window> judged = windows(SpeedDrift.judge(run));

    assertThat(judged.stream().filter(window -> window.status() == WindowStatus.INVALID))
        .containsExactly(judged.get(7));
    double allowed = SpeedDrift.kernelPathAllowed(run).orElseThrow();
    assertThat(allowed).isBetween(0.6, 1.8);
    assertThat(judged.get(7).reasons())
        .singleElement()
        .asString()
        .matches("the kernel path was \\d+ % off the run's median, at most \\d+ % is allowed");
    assertThat(SpeedDrift.kernelPathAllowed(run(kernelPath(6, 6.1), kernelPath(6, 6))))
        .as("the rule holds")
        .isEmpty();
  }

  private static Window kernelPath(double before, double after) {
    return window(1.0, 1.0)
        .judged(
            WindowStatus.VALID,
            List.of(),
            new MachineNoise(
                null, 1.0, 1.0, null, null, null, null, null, before, after, null, null));
  }

  private static Window judge(Window window, double median) {
    return SpeedDrift.judge(window, new SpeedDrift.Usual(median, WindowJudge.DRIFT_FRACTION), null);
  }

  private static Run run(Window... windows) {
    Run like = SampleRun.begun();
    Run run =
        Run.started(like.id(), like.startedAt(), like.environment(), like.plan(), List.of(CELL));
    for (int i = 0; i < windows.length; i++) {
      run = run.withWindow(CELL.id(), i + 1, windows[i]);
    }
    return run;
  }

  private static List<Window> windows(Run run) {
    return run.cells().getFirst().rounds().stream()
        .flatMap(round -> round.windows().stream())
        .toList();
  }

  private static Window window(@Nullable Double before, @Nullable Double after) {
    return Window.failed(1, 1, SampleRun.START, "to be replaced")
        .judged(
            WindowStatus.VALID, List.of(), new MachineNoise(null, before, after, null, null, null));
  }
}
