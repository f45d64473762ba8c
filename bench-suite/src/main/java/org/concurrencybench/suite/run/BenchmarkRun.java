package org.concurrencybench.suite.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.driver.os.Affinity;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.report.claim.Claims;
import org.concurrencybench.report.csv.TimeSeriesCsv;
import org.concurrencybench.report.html.ReportHtml;
import org.concurrencybench.report.judge.MachineJudge;
import org.concurrencybench.report.judge.SpeedDrift;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.table.CheckText;
import org.concurrencybench.report.table.TerminalTable;
import org.concurrencybench.suite.calibrate.Pace;
import org.concurrencybench.suite.check.MachineProbe;
import org.concurrencybench.suite.micro.MicroSuites;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;

/**
 * A run from its plan to its results.
 *
 * <pre>
 *   plan ──▶ check of the machine ──▶ run.json ──▶ the driver's floor and ceiling
 *        ──▶ round 1 ──▶ round 2 ──▶ ... ──▶ micro ──▶ jmh.json, summaries, the table
 *                         JMH forks a driver, the driver starts a server;
 *                         each window is in run.json when it is over
 * </pre>
 *
 * <p>A load that does not fit on this machine is refused before anything is measured. A round that
 * fails leaves its windows invalid with the reason, and the run goes on.
 */
public final class BenchmarkRun {

  private final RunOptions options;
  private final PrintWriter out;
  private final CpuLayout layout = CpuLayout.ofThisMachine();
  private int failedRounds;

  /** A run that reports to {@code out}. */
  public BenchmarkRun(RunOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @throws org.concurrencybench.report.store.ResultsException if results cannot be written
   */
  public RunSummary run() throws IOException {
    Capacity capacity = Capacity.here(options.models());
    List<PlannedWindows> rounds = PlannedWindows.shuffled(options, capacity, layout);
    MachineCheck check = check();
    Optional<String> obstacle = MachineJudge.obstacle(check);
    if (obstacle.isPresent()) {
      throw new ResultsException(obstacle.get());
    }
    Instant startedAt = Instant.now();
    RunDirectory directory = RunDirectory.create(options.results(), startedAt, options.label());
    Run begun = begun(directory, startedAt, rounds, capacity, check);
    directory.save(begun);
    TimeSeriesCsv.create(directory.timeSeriesCsv()).close();
    // JMH takes its lock for a sign of another benchmark; the layout and the windows' own checks
    // say more.
    System.setProperty("jmh.ignoreLock", "true");
    if (layout.pinned()) {
      Affinity.pinThisProcess(layout.launcher());
    }
    int windows = rounds.stream().mapToInt(round -> round.experiments().size()).sum();
    announce(begun, windows, directory);
    try (var _ = new ChildrenEndFirst()) {
      calibrate(begun, directory);
      measureAll(rounds, directory);
      for (int time = 0; time < options.profile().repetitions(); time++) {
        directory.save(SpeedDrift.judge(directory.load()));
        measureAll(invalid(rounds, time + 2, directory.load()), directory);
      }
      if (options.micro()) {
        failedRounds += new MicroRun(options.profile(), layout, directory, out).run();
      }
    }
    return finish(directory);
  }

  /** Before anything of ours runs or is pinned. */
  private MachineCheck check() throws IOException {
    try {
      return new MachineProbe(
              layout,
              options.profile() == Profile.SMOKE ? MachineProbe.SHORTEST : MachineProbe.IDLE)
          .check();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("the check of the machine was interrupted");
    }
  }

  /**
   * What the driver sees of a server that does nothing, before it sees one that does. A run without
   * is worth less, and not nothing: it goes on, and every cell says so and why.
   */
  private void calibrate(Run begun, RunDirectory directory) {
    List<String> protocols = begun.cells().stream().map(Cell::protocol).distinct().toList();
    Pace pace = options.profile() == Profile.SMOKE ? Pace.SHORTEST : Pace.THOROUGH;
    try {
      Calibration calibration = CalibrationProcess.run(layout, protocols, pace, options.seed());
      Run run = begun.withCalibration(calibration).withCells(new HighRates(calibration)::noted);
      directory.save(run);
      calibration
          .ceilings()
          .forEach(ceiling ->
              out.printf(
                  Locale.ROOT,
                  "driver's ceiling over %s through %,d connections: %,.0f requests/s%n",
                  ceiling.protocol(),
                  ceiling.connections(),
                  ceiling.requestsPerSecond()));
      run.cells()
          .forEach(
              cell -> cell.notes().forEach(note -> out.printf("note: %s: %s%n", cell.id(), note)));
    } catch (IOException e) {
      String reason =
          "The driver could not be calibrated, so this run has no floor and no ceiling: "
              + e.getMessage();
      directory.save(begun.withCells(cell -> cell.withNote(reason)));
      out.println(reason);
    }
    out.flush();
  }

  private void measureAll(List<PlannedWindows> rounds, RunDirectory directory) throws IOException {
    int windows = rounds.stream().mapToInt(round -> round.experiments().size()).sum();
    if (windows == 0) {
      return;
    }
    try (Progress progress = Progress.of(windows, out)) {
      for (PlannedWindows round : rounds) {
        measure(round, directory, progress);
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

  private void announce(Run begun, int windows, RunDirectory directory) {
    String what =
        windows == 0 && options.micro()
            ? "no windows, the micro suites"
            : String.format(
                Locale.ROOT, "%d windows in %d rounds", windows, begun.plan().order().size());
    out.printf("%s (%s); results: %s%n", what, layout, directory.path());
    if (begun.environment().check() != null) {
      new CheckText(begun.environment().check()).inShort().forEach(out::println);
    }
    begun.cells().stream()
        .filter(cell -> cell.refused() != null)
        .forEach(cell -> out.printf("refused: %s: %s%n", cell.id(), cell.refused()));
    out.flush();
  }

  private Run begun(
      RunDirectory directory,
      Instant startedAt,
      List<PlannedWindows> rounds,
      Capacity capacity,
      MachineCheck check) {
    var plan =
        new Plan(
            options.profile().toString(),
            suiteNames(),
            options.models(),
            options.rounds(),
            options.seed(),
            options.profile().window().toMillis() / 1e3,
            options.profile().warmUpLimit().toMillis() / 1e3,
            rounds.stream().map(PlannedWindows::planned).toList());
    var environment =
        EnvironmentProbe.environment(
            layout, options.commandLine(), JvmFlags.of(layout).toList(), check);
    return Run.started(directory.id(), startedAt, environment, plan, cells(capacity));
  }

  private List<String> suiteNames() {
    List<String> names = new ArrayList<>(options.suites().stream().map(Suite::name).toList());
    if (options.micro()) {
      names.add(MicroSuites.NAME);
    }
    return names;
  }

  private List<Cell> cells(Capacity capacity) {
    return PlannedWindows.cells(options, capacity, layout).stream()
        .sorted(Comparator.comparing(Cell::id))
        .toList();
  }

  private void measure(PlannedWindows round, RunDirectory directory, Progress progress)
      throws IOException {
    List<Cell> cells = round.cells();
    var listener = new WindowProgress(cells, round.number(), progress);
    Optional<String> failure = JmhRound.run(round, options, layout, directory, listener);
    if (failure.isPresent()) {
      failedRounds++;
      out.printf(
          Locale.ROOT,
          "round %d of %s failed: %s%n",
          round.number(),
          round.contender(),
          failure.get());
      out.flush();
      markMissing(round, directory, failure.get());
      listener.skipRest();
    }
  }

  /** Windows that a failed round did not come to are invalid, with the reason, not absent. */
  private static void markMissing(PlannedWindows round, RunDirectory directory, String reason) {
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

  private RunSummary finish(RunDirectory directory) {
    Run ended = SpeedDrift.judge(directory.load().ended(Instant.now()));
    Run run = ended.withClaims(Claims.judge(ended));
    directory.save(run);
    directory.write("jmh.json", JmhJson.of(run));
    Drawing.write(run, directory);
    out.println();
    out.print(new TerminalTable(Terminal.isUnicode(), Terminal.width()).of(run));
    out.printf("%nResults: %s%n", directory.path());
    out.printf("Report: %s%n", directory.path().resolve(ReportHtml.FILE));
    out.flush();
    int withoutValid =
        Math.toIntExact(run.cells().stream().filter(cell -> !hasValidRound(cell)).count());
    return new RunSummary(directory.path(), failedRounds, withoutValid);
  }

  private static boolean hasValidRound(Cell cell) {
    return cell.rounds().stream()
        .flatMap(round -> round.windows().stream())
        .anyMatch(window -> window.status() == WindowStatus.VALID);
  }
}
