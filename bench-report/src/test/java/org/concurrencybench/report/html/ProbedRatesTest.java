package org.concurrencybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.junit.jupiter.api.Test;

class ProbedRatesTest {

  private static final Window WINDOW =
      SampleRun.killed().cells().getFirst().rounds().getFirst().windows().getFirst();

  private final List<Cell> cells = new ArrayList<>();

  @Test
  void eachRateThatWasTriedIsAPoint() {
    searched("a", 5_000, 1_000, 2_000, 8_000);
    searched("b", 4_000, 1_010, 4_050);
    assertThat(ProbedRates.sweeps(suite()))
        .singleElement()
        .satisfies(sweep -> {
          assertThat(sweep.parameter()).isEqualTo(Parameters.RATE_PER_SECOND);
          assertThat(sweep.contenders()).containsExactly("a", "b");
          assertThat(sweep.of("a")).hasSize(4);
          // 4,000 and 4,050 are one rate, measured twice; the first stands for the round.
          assertThat(sweep.of("b")).hasSize(2);
          assertThat(sweep.values().getFirst()).isBetween(985.0, 1_025.0);
        });
  }

  @Test
  void aKneeThatNobodyFoundIsSaid() {
    searched("a", 5_000, 1_000);
    SuiteSummary suite = suite();
    assertThat(ProbedRates.words(suite, ProbedRates.sweeps(suite).getFirst()))
        .contains("a at no rate that was tried");
  }

  @Test
  void whereNothingWasSearchedThereIsNothing() {
    searched("a", 5_000);
    assertThat(ProbedRates.sweeps(suite())).isEmpty();
  }

  private void searched(String model, double result, double... probes) {
    List<Window> tried = new ArrayList<>();
    for (double rate : probes) {
      tried.add(at(rate));
    }
    Cell bare =
        Cell.of(
            "s", model, null, "http", "most", Parameters.NONE.with(Parameters.CONNECTIONS, 100));
    cells.add(
        new Cell(
            bare.id(),
            bare.suite(),
            bare.model(),
            null,
            bare.protocol(),
            bare.level(),
            bare.parameters(),
            true,
            List.of(),
            null,
            List.of(new Round(1, List.of(at(result)), tried))));
  }

  private static Window at(double rate) {
    return new Window(
        WINDOW.order(),
        WINDOW.attempt(),
        WINDOW.status(),
        WINDOW.reasons(),
        WINDOW.startedAt(),
        WINDOW.durationSeconds(),
        new Throughput(rate, rate, 1_000, 1_000),
        WINDOW.latency(),
        WINDOW.deliveries(),
        WINDOW.server(),
        WINDOW.driver(),
        WINDOW.machine(),
        WINDOW.memory(),
        WINDOW.errors(),
        WINDOW.extra(),
        WINDOW.histogramPath(),
        WINDOW.warmUp());
  }

  private SuiteSummary suite() {
    Run sample = SampleRun.begun();
    Run run = Run.started("r", sample.startedAt(), sample.environment(), sample.plan(), cells);
    return SuiteSummary.of(run).getFirst();
  }
}
