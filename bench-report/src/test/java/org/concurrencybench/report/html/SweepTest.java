package org.concurrencybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;
import org.junit.jupiter.api.Test;

class SweepTest {

  private final List<Cell> cells = new ArrayList<>();

  @Test
  void loadsThatDifferInOneParameterAreJoined() {
    cell(100, 5_000, "open");
    cell(500, 5_000, "open");
    cell(1_000, 5_000, "open");
    assertThat(sweeps())
        .singleElement()
        .satisfies(sweep -> {
          assertThat(sweep.parameter()).isEqualTo(Parameters.CONNECTIONS);
          assertThat(sweep.values()).containsExactly(100.0, 500.0, 1_000.0);
          assertThat(sweep.along()).isEmpty();
        });
  }

  @Test
  void aGridIsCutAlongBothParameters() {
    for (int connections : new int[] {100, 500}) {
      for (int rate : new int[] {1_000, 2_000}) {
        cell(connections, rate, "open");
      }
    }
    assertThat(sweeps())
        .extracting(Sweep::parameter)
        .containsExactly(
            Parameters.CONNECTIONS,
            Parameters.CONNECTIONS,
            Parameters.RATE_PER_SECOND,
            Parameters.RATE_PER_SECOND);
  }

  @Test
  void whatFollowsFromTheParameterIsNamed() {
    cell(10, 2_000, "open");
    cell(100, 200, "open");
    assertThat(sweeps())
        .singleElement()
        .satisfies(sweep -> {
          assertThat(sweep.parameter()).isEqualTo(Parameters.CONNECTIONS);
          assertThat(sweep.along()).containsExactly(Parameters.RATE_PER_SECOND);
        });
  }

  @Test
  void differentKindsOfLoadAreNotJoined() {
    cell(100, 5_000, "open");
    cell(500, 5_000, "constant");
    assertThat(sweeps()).isEmpty();
  }

  private void cell(int connections, int rate, String loop) {
    cells.add(
        Cell.of(
            "s",
            "m",
            null,
            "http",
            loop + rate + "/c" + connections,
            Parameters.NONE
                .with(Parameters.LOOP, loop)
                .with(Parameters.CONNECTIONS, connections)
                .with(Parameters.RATE_PER_SECOND, rate)));
  }

  private List<Sweep> sweeps() {
    Run sample = SampleRun.begun();
    Run run = Run.started("r", sample.startedAt(), sample.environment(), sample.plan(), cells);
    return Sweep.of(SuiteSummary.of(run).getFirst());
  }
}
