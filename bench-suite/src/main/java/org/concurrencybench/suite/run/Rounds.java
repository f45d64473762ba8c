package org.concurrencybench.suite.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.report.judge.SpeedDrift;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.system.os.CpuLayout;

/**
 * The rounds of a run, one after the other, and again what the machine or the driver spoiled. Each
 * window is in run.json when it is over. A round that fails leaves its windows invalid with the
 * reason, and the others go on.
 */
final class Rounds {

  private final RunOptions options;
  private final CpuLayout layout;
  private final RunDirectory directory;
  private final PrintWriter out;
  private final EndedEarly early;
  private final ClaimsSoFar soFar = new ClaimsSoFar();
  private int failed;

  /** Rounds that end when {@code early} is wished. */
  Rounds(
      RunOptions options,
      CpuLayout layout,
      RunDirectory directory,
      PrintWriter out,
      EndedEarly early) {
    this.options = options;
    this.layout = layout;
    this.directory = directory;
    this.out = out;
    this.early = early;
  }

  /**
   * Measures them all.
   *
   * @return how many failed
   */
  int measure(List<PlannedWindows> rounds) throws IOException {
    measureOnce(rounds);
    for (int time = 0; time < options.profile().repetitions() && !early.isWished(); time++) {
      directory.save(SpeedDrift.judge(directory.load()));
      measureOnce(invalid(rounds, time + 2, directory.load()));
    }
    return failed;
  }

  private void measureOnce(List<PlannedWindows> rounds) throws IOException {
    int windows = rounds.stream().mapToInt(round -> round.experiments().size()).sum();
    if (windows == 0) {
      return;
    }
    try (Progress progress = Progress.of(windows, out)) {
      for (PlannedWindows round : rounds) {
        if (early.isWished()) {
          return;
        }
        measure(round, progress);
        soFar.news(directory.load()).forEach(progress::says);
      }
    }
  }

  /**
   * What the machine or the driver spoiled is measured again; all attempts are kept. Each time all
   * are looked at: what was measured since may have moved the machine's median speed.
   */
  private List<PlannedWindows> invalid(List<PlannedWindows> rounds, int attempt, Run run) {
    List<PlannedWindows> again =
        rounds.stream()
            .flatMap(round ->
                round.again(attempt, cell -> isInvalid(run, cell, round.number())).stream())
            .toList();
    if (!again.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%d windows were invalid and are repeated%n",
          again.stream().mapToInt(round -> round.experiments().size()).sum());
      out.flush();
    }
    return again;
  }

  private static boolean isInvalid(Run run, Cell cell, int number) {
    return run.cell(cell.id()).stream()
        .flatMap(known -> known.rounds().stream())
        .filter(round -> round.number() == number)
        .anyMatch(round -> round.result().isEmpty());
  }

  private void measure(PlannedWindows round, Progress progress) throws IOException {
    List<Cell> cells = round.cells();
    var listener = new WindowProgress(cells, round.number(), progress);
    Optional<String> failure = JmhRound.run(round, options, layout, directory, listener);
    // Processes that were told to end did not fail.
    if (failure.isPresent() && !early.isWished()) {
      failed++;
      out.printf(
          Locale.ROOT,
          "round %d of %s failed: %s%n",
          round.number(),
          round.contender(),
          failure.get());
      out.flush();
      markMissing(round, failure.get());
      listener.skipRest();
    }
  }

  /** Windows that a failed round did not come to are invalid, with the reason, not absent. */
  private void markMissing(PlannedWindows round, String reason) {
    Run run = directory.load();
    int order = 0;
    for (Cell cell : round.cells()) {
      order++;
      if (!isMeasured(run, cell, round)) {
        Window missing = Window.failed(order, round.attempt(), Instant.now(), reason);
        run = run.withWindow(cell.id(), round.number(), missing);
      }
    }
    directory.save(run);
  }

  private static boolean isMeasured(Run run, Cell cell, PlannedWindows planned) {
    return run.cell(cell.id()).stream()
        .flatMap(known -> known.rounds().stream())
        .filter(round -> round.number() == planned.number())
        .flatMap(round -> round.windows().stream())
        .anyMatch(window -> window.attempt() == planned.attempt());
  }
}
