package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;

/** A run of one suite: the cells of its rule, to which a test gives windows. */
final class PlayedRun {

  private final String suite;
  private Run run;

  private PlayedRun(String suite, Run run) {
    this.suite = suite;
    this.run = run;
  }

  /** Every cell of the rule, none measured, on a machine that it fits. */
  static PlayedRun of(String suite) {
    Rule rule = Rules.of(suite).rule();
    int cpus = rule.needs().serverCpusAtLeast();
    List<Integer> server = new ArrayList<>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      server.add(cpu);
    }
    return of(
        suite, new CpuLayout(server, List.of(cpus), List.of(cpus), true, "loopback"), "quick");
  }

  static PlayedRun of(String suite, CpuLayout layout, String profile) {
    Run sample = SampleRun.begun();
    Environment known = sample.environment();
    Rule rule = Rules.of(suite).rule();
    List<Cell> cells =
        rule.comparedCells().stream().map(id -> cell(id, rule.needs().connections())).toList();
    Plan plan = sample.plan();
    return new PlayedRun(
        suite,
        Run.started(
            "20260731-142501-" + profile,
            SampleRun.START,
            new Environment(
                known.machine(),
                known.limits(),
                known.kernel(),
                known.jdk(),
                known.libraries(),
                known.source(),
                known.commandLine(),
                layout,
                known.serverFlags(),
                known.driverFlags()),
            new Plan(profile, List.of(suite), plan.models(), 3, 42, 10, 20, List.of()),
            cells));
  }

  static Cell cell(String id, int connections) {
    String[] parts = id.split("/", 4);
    String[] contender = parts[1].split("\\+", 2);
    return Cell.of(
        parts[0],
        contender[0],
        contender.length == 1 ? null : contender[1],
        parts[2],
        parts[3],
        Parameters.NONE.with(Parameters.CONNECTIONS, connections));
  }

  /** One window of every cell in that many rounds, each changed by {@code change} if it matches. */
  PlayedRun rounds(int count, Change change) {
    for (int round = 1; round <= count; round++) {
      for (Cell cell : run.cells()) {
        PlayedWindow window = new PlayedWindow();
        change.of(cell, round, window);
        run = run.withWindow(cell.id(), round, window.window(1));
      }
    }
    return this;
  }

  /** One more window of a cell. */
  PlayedRun window(String cellId, int round, Consumer<PlayedWindow> change) {
    PlayedWindow window = new PlayedWindow();
    change.accept(window);
    run = run.withWindow(cellId, round, window.window(2));
    return this;
  }

  /** What a test makes of a window. */
  @FunctionalInterface
  interface Change {
    void of(Cell cell, int round, PlayedWindow window);
  }

  Run run() {
    return run;
  }

  /** The claim of the suite. */
  Claim judged() {
    List<Claim> claims = Claims.judge(run);
    if (claims.size() != 1 || !claims.getFirst().suite().equals(suite)) {
      throw new AssertionError("claims " + claims);
    }
    return claims.getFirst();
  }
}
