package org.concurrencybench.suite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.KernelSettings;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.Limits;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Source;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private static final Instant START = Instant.parse("2026-07-31T14:25:01Z");
  private static final Cell CELL =
      Cell.of("short-requests", "async", null, "http", "hello/c1", Parameters.NONE);

  @TempDir private Path directory;

  @Test
  void theSameIsNoRegression() {
    Spoken spoken =
        compare(
            stored("a", 2, 10, 10.1, 10.2),
            stored("b", 2, 10.2, 10, 10.1),
            "--fail-on-regression 10%");
    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.err()).isEmpty();
    assertThat(spoken.out().replaceAll("\\s+", " "))
        .contains("no difference shown")
        .endsWith("None is shown to be worse by more than 10 %. ");
  }

  @Test
  void aRegressionIsExitCodeOneIfItWasAskedFor() {
    Path a = stored("a", 2, 10, 10.1, 10.2);
    Path b = stored("b", 2, 13, 13.1, 13.2);
    assertThat(compare(a, b, "--fail-on-regression 10%").exitCode()).isEqualTo(1);
    assertThat(compare(a, b, "--fail-on-regression 10%").out()).contains("REGRESSION");
    assertThat(compare(a, b, "--fail-on-regression 40%").exitCode()).isZero();
    assertThat(compare(b, a, "--fail-on-regression 10%").exitCode()).isZero();
    assertThat(compare(a, b, "").exitCode()).isZero();
  }

  @Test
  void filesAreWrittenWhereTheyAreWanted() {
    Path out = directory.resolve("new/folder");
    Spoken spoken = compare(stored("a", 2, 1, 2, 3), stored("b", 2, 1, 2, 3), "--out " + out);
    assertThat(spoken.exitCode()).isZero();
    assertThat(out.resolve("compare.md")).content().contains("| load | contender |");
    assertThat(out.resolve("compare.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(spoken.out()).contains("Written: " + out.resolve("compare.md"));
  }

  @Test
  void aFileInThePlaceOfTheFolderIsToldAndIsExitCodeOne() throws IOException {
    Path file = Files.writeString(directory.resolve("mine"), "mine");
    Spoken spoken = compare(stored("a", 2, 1, 2, 3), stored("b", 2, 1, 2, 3), "--out " + file);
    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(spoken.sentence())
        .startsWith("bench compare: Nothing can be written to \"" + file + "\": ");
    assertThat(file).content().isEqualTo("mine");
  }

  @Test
  void anotherMachineIsRefused() {
    Path a = stored("a", 2, 10, 10.1, 10.2);
    Path b = stored("b", 4, 10, 10.1, 10.2);
    Spoken spoken = compare(a, b, "");
    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.sentence())
        .startsWith("bench compare: 20260731-142501-a and 20260731-142501-b cannot be compared:")
        .contains("another number of CPUs: 2 in A, 4 in B");
    assertThat(spoken.out()).isEmpty();
  }

  @Test
  void aComparisonThatCannotTellIsNoPass() {
    Spoken spoken =
        compare(stored("a", 2, 10, 10.1), stored("b", 2, 10, 10.1), "--fail-on-regression 10%");
    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.sentence()).contains("no figure has three valid rounds in both runs");
  }

  @Test
  void whatIsNoRunOrNoPercentageIsBadUsage() throws IOException {
    Path a = stored("a", 2, 10, 10.1, 10.2);
    Spoken missing = compare(a, directory.resolve("nowhere"), "");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.sentence()).contains("nowhere\" is not the directory of a run");
    Path cut = Files.createDirectory(directory.resolve("cut"));
    Files.writeString(cut.resolve("run.json"), "{\"schemaVersion\": 1, ");
    assertThat(compare(a, cut, "").sentence()).contains("is cut short or is not JSON");
    Path later = Files.createDirectory(directory.resolve("later"));
    Files.writeString(later.resolve("run.json"), "{\"schemaVersion\": 99}");
    assertThat(compare(a, later, "").sentence()).contains("has schema version 99");
    for (String percent : List.of("10", "-5%", "100%", "ten")) {
      Spoken spoken = compare(a, a, "--fail-on-regression " + percent);
      assertThat(spoken.exitCode()).isEqualTo(2);
      assertThat(spoken.sentence()).contains("'" + percent + "' is not per cent");
    }
  }

  /** A gate that is green when the server no longer starts is no gate. */
  @Test
  void whatIsGoneFails() {
    Path a = stored("a", 2, 10, 10.1, 10.2);
    Run whole = RunDirectory.open(a).load();
    Cell other = Cell.of("chat", "async", null, "tcp", "members-10", Parameters.NONE);
    Run more = Run.started(whole.id(), START, whole.environment(), plan("a"), List.of(CELL, other));
    for (int round = 1; round <= 3; round++) {
      more = more.withWindow(CELL.id(), round, window(10 + round / 10.0));
      more = more.withWindow(other.id(), round, window(20 + round / 10.0));
    }
    Path full = saved("full", more);
    Path gone = saved("gone", whole);
    Path invalid =
        saved(
            "invalid",
            more.withCells(cell ->
                cell.id().equals(CELL.id())
                    ? cell
                    : Run.started("other", START, whole.environment(), plan("a"), List.of(cell))
                        .withWindows(window ->
                            window.judged(
                                WindowStatus.INVALID,
                                List.of("the server ended with exit code 1 under load"),
                                window.machine()))
                        .cells()
                        .getFirst()));
    Spoken lost = compare(full, gone, "--fail-on-regression 10%");
    assertThat(lost.exitCode()).isEqualTo(1);
    assertThat(lost.out())
        .contains("Measured in A and not in B", "chat/async/tcp/members-10: only in A");
    assertThat(compare(full, gone, "").exitCode()).isZero();
    assertThat(compare(full, gone, "--fail-on-regression 10% --narrowed").exitCode()).isZero();
    for (String options : List.of("", " --narrowed")) {
      Spoken dead = compare(full, invalid, "--fail-on-regression 10%" + options);
      assertThat(dead.exitCode()).isEqualTo(1);
      assertThat(dead.out().replaceAll("\\s+", " "))
          .contains("the server ended with exit code 1 under load");
    }
    assertThat(compare(gone, full, "--fail-on-regression 10%").exitCode()).isZero();
  }

  /** Two valid rounds in B have no interval: what nobody can tell is not green. */
  @Test
  void aCellOfWhichNothingCanBeToldFails() {
    Path three = stored("three", 2, 10, 10.1, 10.2);
    Path two = stored("two", 2, 10, 10.1);
    Spoken unknown = compare(three, two, "--fail-on-regression 10%");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.out().replaceAll("\\s+", " "))
        .contains(
            CELL.id()
                + ": too few valid rounds of B to tell whether it is worse: 2 valid; A has 3 valid");
    assertThat(compare(three, two, "").exitCode()).isZero();
  }

  private Path saved(String name, Run run) {
    RunDirectory stored = RunDirectory.create(directory, START, name);
    stored.save(run.ended(START.plusSeconds(60)));
    return stored.path();
  }

  private static Spoken compare(Path a, Path b, String options) {
    return Spoken.by(("compare " + a + " " + b + " " + options).strip());
  }

  /** A run of one cell with that CPU per request in its rounds. */
  private Path stored(String profile, int cpus, double... cpuMicros) {
    RunDirectory run = RunDirectory.create(directory, START, profile);
    Run stored = Run.started(run.id(), START, environment(cpus), plan(profile), List.of(CELL));
    List<Window> windows = new ArrayList<>();
    for (double micros : cpuMicros) {
      windows.add(window(micros));
    }
    for (int round = 1; round <= windows.size(); round++) {
      stored = stored.withWindow(CELL.id(), round, windows.get(round - 1));
    }
    run.save(stored.ended(START.plusSeconds(60)));
    return run.path();
  }

  private static Window window(double cpuMicros) {
    return new Window(
        1,
        1,
        WindowStatus.VALID,
        List.of(),
        START,
        5,
        new Throughput(5_000, 5_000.0, 25_000, 25_000),
        Latency.NOT_MEASURED,
        null,
        new ServerCost(cpuMicros, 0.5, null, null, null, null, null, null, null),
        DriverCost.NOT_MEASURED,
        MachineNoise.NOT_MEASURED,
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private static Plan plan(String profile) {
    return new Plan(profile, List.of("short-requests"), List.of("async"), 3, 42, 5, 20, List.of());
  }

  private static Environment environment(int cpus) {
    return new Environment(
        new Machine("A CPU", cpus, null, "Linux", "6.12", null),
        Limits.UNKNOWN,
        new KernelSettings(Map.of(), null, null),
        new Jdk("A vendor", "25", "A VM", null),
        Map.of(),
        new Source(null, null, null),
        List.of("bench", "run"),
        new CpuLayout(List.of(0), List.of(1), List.of(1), true, "loopback"),
        List.of(),
        List.of());
  }
}
