package org.concurrencybench.suite.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;

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
 * <p>A load that does not fit on this machine is refused before anything is measured. A run that is
 * ended early (Ctrl-C) draws what it has.
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
    try (var early = new EndedEarly()) {
      calibrate(begun, directory, early);
      failedRounds += new Rounds(options, layout, directory, out, early).measure(rounds);
      if (options.micro() && !early.isWished()) {
        failedRounds += new MicroRun(options.profile(), layout, directory, out).run();
      }
      if (early.isWished()) {
        sayThatItEndedEarly(directory);
      }
      return finish(directory);
    }
  }

  /** Beside the cells that lack a round for it, which is no fault of theirs. */
  private void sayThatItEndedEarly(RunDirectory directory) {
    Run run = directory.load();
    directory.save(
        run.withCells(cell -> {
          int rounds = cell.rounds().size();
          return cell.refused() != null || rounds >= options.rounds()
              ? cell
              : cell.withNote(
                  String.format(
                      Locale.ROOT,
                      "The run was ended early, by a signal: %d of %d rounds.",
                      rounds,
                      options.rounds()));
        }));
    out.println();
    out.println("Ended early. These are the results so far:");
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
  private void calibrate(Run begun, RunDirectory directory, EndedEarly early) {
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
      if (early.isWished()) {
        return;
      }
      String reason =
          "The driver could not be calibrated, so this run has no floor and no ceiling: "
              + e.getMessage();
      directory.save(begun.withCells(cell -> cell.withNote(reason)));
      out.println(reason);
    }
    out.flush();
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
