package org.concurrencybench.report.compare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.concurrencybench.report.Golden;
import org.concurrencybench.report.RandomRun;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.SweepRun;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

  private static final Run A = SweepRun.of(1, 5).run("20260731-142501-quick", "25.0.3+9");
  private static final Run B =
      SweepRun.of(2, 5)
          .handicapped(1.3)
          .overloaded()
          .unitMicros(1.26)
          .run("20260801-090000-quick", "26+35");

  @Test
  void theTableIsAsItWas() throws IOException {
    Golden.check("compare.txt", () -> ComparisonTable.of(RunComparison.of(A, B, 0.1), 120));
  }

  @Test
  void compareMdIsAsItWas() throws IOException {
    Golden.check("compare.md", () -> ComparisonMarkdown.of(RunComparison.of(A, B, 0.1)));
  }

  @Test
  void compareHtmlIsAsItWas() throws IOException {
    Golden.check("compare.html", () -> ComparisonHtml.of(RunComparison.of(A, B, 0.1)));
  }

  @Test
  void memoryWithTheKernelsSocketsIsNotComparedWithMemoryWithout() {
    Run without =
        A.withWindows(window -> {
          Memory memory = window.memory();
          return memory == null ? window : SampleRun.withMemory(processOnly(memory));
        });
    RunComparison comparison = RunComparison.of(without, A, null);

    assertThat(comparison.figures())
        .filteredOn(figure -> figure.label().equals("bytes/connection"))
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.ratio()).isNull());
    assertThat(comparison.figures())
        .filteredOn(
            figure -> figure.label().equals("bytes/connection without the kernel's sockets"))
        .as("what both have")
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.ratio()).isEqualTo(1));
    assertThat(RunComparison.of(A, A, null).figures())
        .extracting(ComparedFigure::label)
        .doesNotContain("bytes/connection without the kernel's sockets");
  }

  private static Memory processOnly(Memory memory) {
    return Memory.slope(processOnly(memory.baseline()), processOnly(memory.parts()));
  }

  private static MemoryParts processOnly(MemoryParts parts) {
    return new MemoryParts(
        parts.connections(),
        parts.liveHeapBytes(),
        parts.outsideHeapBytes(),
        parts.pageTableBytes(),
        parts.kernelStackBytes());
  }

  @Test
  void aHandicapIsFoundAndOnlyWhereItIs() {
    RunComparison comparison = RunComparison.of(A, B, 0.1);
    assertThat(comparison.hasRegressed()).isTrue();
    assertThat(comparison.regressions())
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(figure.cell().contender()).isEqualTo("async"));
    assertThat(comparison.regressions())
        .extracting(ComparedFigure::label)
        .contains("server CPU, us/request", "bytes/connection", "requests/s at the peak");
    assertThat(comparison.lost())
        .singleElement()
        .satisfies(lost -> assertThat(lost.cell().id()).contains("/virtual/"))
        .satisfies(lost ->
            assertThat(lost.words()).isEqualTo("sustained in 5 of 5 rounds of A, in 0 of 5 of B"));
  }

  @Test
  void whatIsBetterIsNoRegression() {
    RunComparison comparison = RunComparison.of(B, A, 0.1);
    assertThat(comparison.hasRegressed()).isFalse();
    assertThat(comparison.figures()).extracting(ComparedFigure::outcome).contains(Outcome.BETTER);
  }

  @Test
  void withoutTheQuestionNothingRegresses() {
    RunComparison comparison = RunComparison.of(A, B, null);
    assertThat(comparison.hasRegressed()).isFalse();
    assertThat(comparison.figures()).extracting(ComparedFigure::outcome).contains(Outcome.WORSE);
  }

  /**
   * Two runs of the same: of all figures about one in twenty has an interval without 1, after the
   * correction hardly any, and a regression is found in at most one comparison of forty.
   */
  @Test
  void twoRunsOfTheSameShowNoDifference() {
    int figures = 0;
    int none = 0;
    int shown = 0;
    int regressed = 0;
    int comparisons = 100;
    for (int i = 0; i < comparisons; i++) {
      Run first = SweepRun.of(1_000 + 2L * i, 4).run("first", "25");
      Run second = SweepRun.of(1_001 + 2L * i, 4).run("second", "25");
      RunComparison comparison = RunComparison.of(first, second, 0.0);
      for (ComparedFigure figure : comparison.figures()) {
        if (figure.interval() != null) {
          figures++;
          none += figure.outcome() == Outcome.NO_DIFFERENCE ? 1 : 0;
          shown += figure.outcome() == Outcome.WORSE || figure.outcome() == Outcome.BETTER ? 1 : 0;
        }
      }
      regressed += comparison.hasRegressed() ? 1 : 0;
    }
    assertThat(figures).isGreaterThan(2_500);
    assertThat((double) none / figures).isBetween(0.935, 0.975);
    assertThat(shown).isLessThanOrEqualTo(comparisons / 10);
    assertThat(regressed).isLessThanOrEqualTo(comparisons / 12);
  }

  /** Ten rounds, three per cent of noise: forty comparisons of one that is ten per cent worse. */
  @Test
  void aHandicapOfTenPerCentIsShown() {
    int found = 0;
    int comparisons = 40;
    for (int i = 0; i < comparisons; i++) {
      Run first = SweepRun.of(5_000 + 2L * i, 10).run("first", "25");
      Run second = SweepRun.of(5_001 + 2L * i, 10).handicapped(1.1).run("second", "25");
      found +=
          RunComparison.of(first, second, 0.0).figures().stream()
                  .filter(figure -> figure.cell().contender().equals("async"))
                  .filter(figure -> figure.label().contains("us/request"))
                  .allMatch(figure -> figure.outcome() == Outcome.WORSE)
              ? 1
              : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(comparisons * 3 / 4);
  }

  @Test
  void aRunAndItselfDifferInNothing() {
    RunComparison comparison = RunComparison.of(A, A, 0.1);
    assertThat(comparison.hasRegressed()).isFalse();
    assertThat(comparison.figures())
        .filteredOn(figure -> figure.interval() != null)
        .isNotEmpty()
        .allSatisfy(figure -> {
          assertThat(figure.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
          assertThat(figure.ratio()).isEqualTo(1);
        });
    assertThat(comparison.notes())
        .contains("A and B are the same run: there is no difference to be found");
  }

  @Test
  void whatCannotBeComparedIsRefusedWithBothValues() {
    assertRefused(
        changed(A, machine -> new Machine("Another", 2, machine.memoryBytes(), "os", "k", "kvm")),
        "another CPU: AMD EPYC 9R14 in A, Another in B");
    assertRefused(
        changed(
            A,
            machine -> new Machine(machine.cpuModel(), 4, machine.memoryBytes(), "os", "k", "kvm")),
        "another number of CPUs: 2 in A, 4 in B");
    assertRefused(
        withLayout(A, new CpuLayout(List.of(0, 2), List.of(1), List.of(1), true, "loopback")),
        "another number of server CPUs: 1 in A, 2 in B");
    assertRefused(
        withLayout(A, new CpuLayout(List.of(0), List.of(1), List.of(1), true, "10 GbE")),
        "another network: loopback in A, 10 GbE in B");
    assertRefused(withWindows(A, 10), "windows of another length: 5 s in A, 10 s in B");
  }

  private static void assertRefused(Run b, String why) {
    assertThat(RunComparison.obstacles(A, b)).containsExactly(why);
    assertThatThrownBy(() -> RunComparison.of(A, b, null)).hasMessage(why);
  }

  /** Which CPUs, the system's version and the Java are what is compared, or may differ. */
  @Test
  void whatMayDifferIsNoted() {
    Run b =
        withLayout(
            changed(
                B,
                machine ->
                    new Machine(machine.cpuModel(), 2, machine.memoryBytes(), "os", "k", "kvm")),
            new CpuLayout(List.of(1), List.of(0), List.of(0), true, "loopback"));
    assertThat(RunComparison.of(A, b, null).notes())
        .contains(
            "kernel: 6.12.30 in A, k in B",
            "CPUs of the server: [0] in A, [1] in B",
            "Java: OpenJDK 64-Bit Server VM, Eclipse Adoptium 25.0.3+9 in A, OpenJDK 64-Bit Server"
                + " VM, Eclipse Adoptium 26+35 in B");
  }

  @Test
  void onAMachineThatBecameMuchSlowerOnlyMemoryIsCompared() {
    Run slow = SweepRun.of(2, 5).unitMicros(1.5).run("slow", "25.0.3+9");
    RunComparison comparison = RunComparison.of(A, slow, 0.1);
    assertThat(comparison.notes()).anyMatch(note -> note.contains("the machine was 25.0 % slower"));
    assertThat(comparison.figures())
        .filteredOn(figure -> figure.interval() != null)
        .isNotEmpty()
        .extracting(ComparedFigure::label)
        .containsOnly("bytes/connection");
  }

  @Test
  void tooFewRoundsCannotBeCompared() {
    Run few = SweepRun.of(3, 2).run("few", "25");
    RunComparison comparison = RunComparison.of(few, A, 0.1);
    assertThat(comparison.compared()).isZero();
    assertThat(comparison.hasRegressed()).isFalse();
    assertThat(comparison.sentence())
        .isEqualTo(
            "Nothing could be compared: a figure needs at least 3 valid rounds in both runs.");
    assertThat(comparison.figures())
        .extracting(ComparedFigure::reason)
        .contains("A has 2 rounds, B has 5 rounds", "not a peak in both");
  }

  /** For every cell of A: whatever keeps B from having a result of it is named, and fails. */
  @Test
  void whateverAMeasuredAndBDidNotIsNamedInEveryForm() {
    String gone = A.cells().getFirst().id();
    Map<String, UnaryOperator<Run>> ways =
        Map.of(
            "only in A",
            run -> onlyCells(run, cell -> !cell.id().equals(gone), UnaryOperator.identity()),
            "in B it was refused: too few files",
            run -> emptied(run, gone, cell -> cell.refusedBecause("too few files")),
            "B has no round of it",
            run -> emptied(run, gone, UnaryOperator.identity()),
            "another load",
            run ->
                onlyCells(
                    run,
                    _ -> true,
                    cell ->
                        cell.id().equals(gone)
                            ? cell.with(cell.parameters().with(Parameters.CONNECTIONS, 7))
                            : cell),
            "every round of B is invalid: round 5, invalid: it died",
            run ->
                onlyCells(
                    run, _ -> true, cell -> cell.id().equals(gone) ? judged(run, cell) : cell));
    ways.forEach((words, way) -> {
      RunComparison comparison = RunComparison.of(A, way.apply(A), 0.1);
      assertThat(comparison.missing(true))
          .as(words)
          .singleElement()
          .satisfies(missing -> assertThat(missing.sentence()).startsWith(gone + ": " + words));
      for (String written :
          List.of(
              ComparisonTable.of(comparison, 500),
              ComparisonMarkdown.of(comparison),
              ComparisonHtml.of(comparison))) {
        assertThat(written).contains("Measured in A and not in B", gone + ": " + words);
      }
      assertThat(comparison.sentence()).contains("Measured in A and not in B: 1.");
    });
  }

  /** Three valid rounds can be compared, two cannot; that A had no more either is no change. */
  @Test
  void aCellWithTooFewValidRoundsInBIsMissed() {
    Run three = SweepRun.of(1, 3).run("three", "25");
    String id = three.cells().getFirst().id();
    Run invalid = worse(three, id, 1, WindowStatus.INVALID);
    Run saturated = worse(three, id, 1, WindowStatus.SATURATED);
    Run never = worse(three, id, 3, WindowStatus.SATURATED);
    for (Run few : List.of(invalid, saturated)) {
      RunComparison comparison = RunComparison.of(three, few, 0.1);
      assertThat(comparison.missing(true))
          .singleElement()
          .satisfies(missing ->
              assertThat(missing.sentence())
                  .startsWith(
                      id + ": too few valid rounds of B to tell whether it is worse: 2 valid, 1 ")
                  .endsWith("; A has 3 valid"));
      assertThat(RunComparison.of(few, few, 0.1).missing(true)).isEmpty();
      assertThat(RunComparison.of(few, three, 0.1).missing(true)).isEmpty();
    }
    RunComparison lost = RunComparison.of(three, never, 0.1);
    assertThat(lost.missing(true)).as("a regression is no gap").isEmpty();
    assertThat(lost.hasRegressed()).isTrue();
  }

  /** The same run with the first rounds of a cell ended otherwise. */
  private static Run worse(Run run, String id, int rounds, WindowStatus status) {
    Run changed = emptied(run, id, UnaryOperator.identity());
    for (Round round : run.cell(id).orElseThrow().rounds()) {
      Window window = round.result().orElseThrow();
      boolean other = round.number() <= rounds;
      changed =
          changed.withWindow(
              id,
              round.number(),
              other ? window.judged(status, List.of("it was so"), window.machine()) : window);
    }
    return changed;
  }

  @Test
  void aModelThatIsNotInThePlanIsNarrowedOnPurposeOrGone() {
    Plan plan = A.plan();
    Run narrowed =
        with(
            onlyCells(A, cell -> !cell.model().equals("virtual"), UnaryOperator.identity()),
            A.environment().machine(),
            A.environment().layout(),
            new Plan(
                plan.profile(),
                plan.suites(),
                List.of("threaded", "async"),
                plan.rounds(),
                plan.seed(),
                plan.windowSeconds(),
                plan.warmUpSeconds(),
                plan.order()));
    RunComparison comparison = RunComparison.of(A, narrowed, 0.1);
    assertThat(comparison.missing(false)).isNotEmpty();
    assertThat(comparison.missing(true)).isEmpty();
  }

  @Test
  void aVerdictThatBHasNotIsMissed() {
    Claim claim = new Claim("crowd", 1, "0", Verdict.SUPPORTED, "Supported.", List.of(), List.of());
    RunComparison comparison = RunComparison.of(A.withClaims(List.of(claim)), A, 0.1);
    assertThat(comparison.missing(true))
        .singleElement()
        .satisfies(missing ->
            assertThat(missing.sentence())
                .isEqualTo("claim crowd: supported in A, and B has no verdict"));
  }

  private static Cell judged(Run run, Cell cell) {
    return run.withWindows(
            window -> window.judged(WindowStatus.INVALID, List.of("it died"), window.machine()))
        .cell(cell.id())
        .orElseThrow();
  }

  private static Run emptied(Run run, String id, UnaryOperator<Cell> change) {
    return onlyCells(
        run,
        _ -> true,
        cell ->
            cell.id().equals(id)
                ? change.apply(
                    Cell.of(
                        cell.suite(),
                        cell.model(),
                        cell.variant(),
                        cell.protocol(),
                        cell.level(),
                        cell.parameters()))
                : cell);
  }

  private static Run onlyCells(Run run, Predicate<Cell> kept, UnaryOperator<Cell> change) {
    return Run.started(
            "other",
            SampleRun.START,
            run.environment(),
            run.plan(),
            run.cells().stream().filter(kept).map(change).toList())
        .ended(SampleRun.START.plusSeconds(1));
  }

  @Test
  void anyRunAgainstItselfIsWritten() {
    for (long seed = 0; seed < 60; seed++) {
      Run run = RandomRun.of(seed);
      RunComparison comparison = RunComparison.of(run, run, 0.1);
      assertThat(comparison.hasRegressed()).as("seed %d", seed).isFalse();
      for (int width : new int[] {1, 60, 80, 120}) {
        assertThat(ComparisonTable.of(comparison, width).lines())
            .allSatisfy(line ->
                assertThat(line)
                    .hasSizeLessThanOrEqualTo(Math.max(40, width))
                    .doesNotContainPattern("\\p{Cntrl}"));
      }
      assertThat(ComparisonMarkdown.of(comparison).lines())
          .allSatisfy(
              line -> assertThat(line).containsPattern("^$|^\\| .* \\|$|^#{1,2} |^- |^\\*\\*"));
      assertThat(ComparisonHtml.of(comparison)).endsWith("</html>\n").doesNotContain("<script");
    }
  }

  @Test
  void optionsFromTheEnvironmentOfOneRunAreNamed() {
    Run run = SampleRun.ended();
    Run other = withInherited(run, List.of("JAVA_TOOL_OPTIONS=-Dio.netty.transport.noNative=true"));
    Run old = withInherited(run, null);
    assertThat(Differences.between(run, other))
        .contains(
            "environment of every process only in B:"
                + " JAVA_TOOL_OPTIONS=-Dio.netty.transport.noNative=true");
    assertThat(Differences.between(run, old))
        .noneMatch(sentence -> sentence.contains("environment of every process"));
  }

  /** A driver that fell back from epoll measures with another instrument. */
  @Test
  void anotherTransportOfTheDriverIsNamed() {
    Run run = SampleRun.ended();
    String words = "transport of the driver, which is what measures: epoll in A, nio in B";
    assertThat(Differences.between(withTransport(run, "epoll"), withTransport(run, "nio")))
        .contains(words);
    assertThat(Differences.between(withTransport(run, "nio"), withTransport(run, "nio")))
        .noneMatch(sentence -> sentence.contains("transport"));
    assertThat(Differences.between(withTransport(run, null), withTransport(run, "nio")))
        .as("A did not look")
        .noneMatch(sentence -> sentence.contains("transport"));
  }

  private static Run withTransport(Run run, @Nullable String transport) {
    Environment known = run.environment();
    MachineCheck check = requireNonNull(known.check(), "a run that checked its machine");
    return Run.started(
        "other",
        SampleRun.START,
        new Environment(
            known.machine(),
            known.limits(),
            known.kernel(),
            known.jdk(),
            known.libraries(),
            known.source(),
            known.commandLine(),
            known.layout(),
            known.serverFlags(),
            known.driverFlags(),
            check.with(null, null, transport, null, null)),
        run.plan(),
        run.cells());
  }

  private static Run withInherited(Run run, @Nullable List<String> inherited) {
    Environment known = run.environment();
    Jdk jdk = known.jdk();
    return Run.started(
        "other",
        SampleRun.START,
        new Environment(
            known.machine(),
            known.limits(),
            known.kernel(),
            new Jdk(jdk.vendor(), jdk.version(), jdk.vm(), inherited),
            known.libraries(),
            known.source(),
            known.commandLine(),
            known.layout(),
            known.serverFlags(),
            known.driverFlags()),
        run.plan(),
        run.cells());
  }

  private static Run changed(Run run, UnaryOperator<Machine> change) {
    Environment known = run.environment();
    return with(run, change.apply(known.machine()), known.layout(), run.plan());
  }

  private static Run withLayout(Run run, CpuLayout layout) {
    return with(run, run.environment().machine(), layout, run.plan());
  }

  private static Run withWindows(Run run, double seconds) {
    Plan plan = run.plan();
    return with(
        run,
        run.environment().machine(),
        run.environment().layout(),
        new Plan(
            plan.profile(),
            plan.suites(),
            plan.models(),
            plan.rounds(),
            plan.seed(),
            seconds,
            plan.warmUpSeconds(),
            plan.order()));
  }

  private static Run with(Run run, Machine machine, CpuLayout layout, Plan plan) {
    Environment known = run.environment();
    return Run.started(
            "other",
            SampleRun.START,
            new Environment(
                machine,
                known.limits(),
                known.kernel(),
                known.jdk(),
                known.libraries(),
                known.source(),
                known.commandLine(),
                layout,
                known.serverFlags(),
                known.driverFlags()),
            plan,
            run.cells())
        .ended(SampleRun.START.plusSeconds(1));
  }
}
