package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.concurrencybench.report.claim.Claims;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.suites.Experiment;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;
import org.concurrencybench.suite.suites.Suites;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.MachineLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedWindowsTest {

  private static final List<String> MODELS = List.of("async", "threaded", "virtual");
  private static final Capacity UNLIMITED =
      new Capacity(
          new MachineLimits(null, null, null, null, null, null, null, null, null, null, null), 1);
  private static final int ROUNDS = 3;
  private static final CpuLayout TWO_CPUS = CpuLayout.parse("pinned/1/0/0/0/");
  private static final Suite SUITE = Suites.named("short-requests");
  private static final List<Experiment> EXPERIMENTS =
      SUITE.levels(Profile.FULL).stream().map(level -> new Experiment(SUITE, level)).toList();

  @Test
  void everyModelHasEveryLevelOnceInEveryRound() {
    List<PlannedWindows> rounds = plan(1);
    for (int number = 1; number <= ROUNDS; number++) {
      for (String model : MODELS) {
        int round = number;
        assertThat(
                rounds.stream()
                    .filter(windows ->
                        windows.number() == round && windows.contender().model().equals(model))
                    .flatMap(windows -> windows.experiments().stream()))
            .containsExactlyInAnyOrderElementsOf(EXPERIMENTS);
      }
    }
  }

  @Test
  void roundsOfOneNumberStayTogether() {
    assertThat(plan(7)).extracting(PlannedWindows::number).isSorted();
  }

  @Test
  void forkSpeaksOneWireProtocol() {
    assertThat(plan(1))
        .allSatisfy(windows ->
            assertThat(
                    windows.experiments().stream()
                        .map(experiment -> experiment.level().wire())
                        .distinct())
                .hasSize(1));
  }

  @Test
  void sameSeedIsTheSameOrder() {
    assertThat(plan(42)).isEqualTo(plan(42));
  }

  @Test
  void seedShufflesRoundsAndLevels() {
    List<PlannedWindows> one = plan(1);
    assertThat(IntStream.range(2, 12).mapToObj(PlannedWindowsTest::plan))
        .anySatisfy(other -> assertThat(models(other)).isNotEqualTo(models(one)))
        .anySatisfy(other -> assertThat(levels(other)).isNotEqualTo(levels(one)));
    assertThat(one.stream().map(PlannedWindows::experiments).distinct().count())
        .as("orders of levels")
        .isGreaterThan(2);
  }

  @Test
  void noModelAlwaysComesFirst() {
    assertThat(
            IntStream.range(0, 30)
                .mapToObj(seed -> plan(seed).getFirst().contender().model())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(MODELS);
  }

  @Test
  void planNamesCellsInTheirOrder() {
    PlannedWindows windows = plan(1).getFirst();
    assertThat(windows.planned().cells())
        .isEqualTo(windows.cells().stream().map(Cell::id).toList())
        .hasSameSizeAs(windows.experiments());
  }

  @Test
  void levelsWithoutRoomAreLeftOutForAllModels() {
    Capacity capacity = new Capacity(CapacityTest.openFiles(700), 1);
    List<PlannedWindows> rounds = PlannedWindows.shuffled(options(1), capacity, TWO_CPUS);
    assertThat(rounds).extracting(windows -> windows.contender().model()).containsAll(MODELS);
    assertThat(rounds.stream().flatMap(windows -> windows.experiments().stream()))
        .isNotEmpty()
        .allMatch(experiment -> experiment.level().demand().connections() <= 500);
  }

  @Test
  void withoutAnyRoomThereIsNoRound() {
    assertThat(
            PlannedWindows.shuffled(
                options(1), new Capacity(CapacityTest.openFiles(200), 0), TWO_CPUS))
        .isEmpty();
  }

  @Test
  void onlyInvalidWindowsAreRepeated() {
    PlannedWindows windows = plan(1).getFirst();
    Cell invalid = windows.cells().getFirst();
    PlannedWindows again = windows.again(2, invalid::equals).orElseThrow();
    assertThat(again.cells()).containsExactly(invalid);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.number()).isEqualTo(windows.number());
    assertThat(windows.again(2, _ -> false)).isEmpty();
  }

  @Test
  void smokeHasOneServerOfEachModel() {
    var options =
        new RunOptions(Profile.SMOKE, Suites.all(), MODELS, 1, Path.of("results"), 1, List.of());
    List<PlannedWindows> rounds = PlannedWindows.shuffled(options, UNLIMITED, TWO_CPUS);
    assertThat(rounds)
        .extracting(windows -> windows.contender().toString())
        .containsExactlyInAnyOrderElementsOf(MODELS);
    assertThat(rounds.stream().flatMap(windows -> windows.experiments().stream()))
        .extracting(Experiment::suite)
        .containsAll(Suites.all());
  }

  @Test
  void quickSharesServersOfOneKindAndNoOthers() {
    RunOptions options = byDefault(Profile.QUICK, 1);
    List<PlannedWindows> rounds = PlannedWindows.shuffled(options, UNLIMITED, TWO_CPUS);
    assertThat(
            rounds.stream()
                .filter(windows -> suite(windows).sharesServers())
                .filter(windows -> !windows.experiments().getFirst().level().weighs(Profile.QUICK)))
        .extracting(
            windows -> windows.contender() + " " + windows.experiments().getFirst().level().wire())
        .doesNotHaveDuplicates();
    assertThat(rounds.stream().filter(windows -> !suite(windows).sharesServers()))
        .isNotEmpty()
        .allSatisfy(windows ->
            assertThat(windows.experiments())
                .extracting(Experiment::suite)
                .containsOnly(suite(windows)));
    assertThat(rounds).allSatisfy(windows -> weighsOnItsOwnServer(windows, Profile.QUICK));
    assertThat(rounds.stream().flatMap(windows -> windows.cells().stream()).map(Cell::id))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(PlannedWindows.cells(options, UNLIMITED, TWO_CPUS));
  }

  @Test
  void sensitivityIsShownAndNotRanked() {
    List<Suite> both = List.of(Suites.named("sensitivity"), Suites.named("short-requests"));
    var options = new RunOptions(Profile.QUICK, both, MODELS, 1, Path.of("results"), 1, List.of());
    assertThat(PlannedWindows.cells(options, UNLIMITED, TWO_CPUS))
        .hasSizeGreaterThan(both.size())
        .allSatisfy(
            cell -> assertThat(cell.ranked()).isEqualTo(cell.suite().equals("short-requests")));
  }

  @Test
  void fullHasServersForEachSuite() {
    RunOptions options = byDefault(Profile.FULL, 1);
    assertThat(PlannedWindows.shuffled(options, UNLIMITED, TWO_CPUS))
        .allSatisfy(windows ->
            assertThat(windows.experiments())
                .extracting(Experiment::suite)
                .containsOnly(suite(windows)))
        .allSatisfy(windows -> weighsOnItsOwnServer(windows, Profile.FULL));
  }

  /** Of a shared machine the next minute may be another. */
  @Test
  void whatIsComparedIsMeasuredOneAfterTheOther() {
    RunOptions options = byDefault(Profile.QUICK, 11);
    List<String> suites =
        PlannedWindows.shuffled(options, UNLIMITED, TWO_CPUS).stream()
            .map(windows -> suite(windows).name())
            .toList();
    for (String suite : List.of("crowd", "long-poll", "global-lock")) {
      int first = suites.indexOf(suite);
      int last = suites.lastIndexOf(suite);
      assertThat(suites.subList(first, last + 1)).containsOnly(suite);
    }
  }

  private static Suite suite(PlannedWindows windows) {
    return windows.experiments().getFirst().suite();
  }

  private static RunOptions byDefault(Profile profile, long seed) {
    return new RunOptions(
        profile, Suites.byDefault(profile), MODELS, 1, Path.of("results"), seed, List.of());
  }

  private static void weighsOnItsOwnServer(PlannedWindows windows, Profile profile) {
    if (windows.experiments().stream().anyMatch(experiment -> experiment.level().weighs(profile))) {
      assertThat(windows.experiments()).hasSize(1);
    }
  }

  /** A rule that names a cell which no suite measures would never be decided. */
  @Test
  void aQuickRunMeasuresEveryCellThatAClaimCompares() {
    List<Suite> suites = Suites.byDefault(Profile.QUICK);
    var options =
        new RunOptions(Profile.QUICK, suites, MODELS, 1, Path.of("results"), 1, List.of());
    List<Cell> cells = PlannedWindows.cells(options, UNLIMITED, TWO_CPUS);
    var environment =
        EnvironmentProbe.environment(CpuLayout.ofThisMachine(), List.of("bench"), List.of(), null);
    var plan =
        new Plan(
            "quick", suites.stream().map(Suite::name).toList(), MODELS, 1, 1, 5, 20, List.of());
    List<Claim> claims =
        Claims.judge(Run.started("20260101-000000-quick", Instant.now(), environment, plan, cells));
    assertThat(claims).hasSize(8);
    assertThat(claims)
        .allSatisfy(
            claim -> assertThat(claim.sentence()).doesNotContain("this run did not measure"));
  }

  /** Wherever it runs: a suite's servers have the CPUs that its claim is about. */
  @ParameterizedTest
  @CsvSource({
    "pinned/1/0/0/0/",
    "pinned/2-3/1/0/0/",
    "pinned/4-7/1-3/0/0/",
    "pinned/8-15/2-7/0-1/0-1/",
    "pinned/32-63/8-31/0-7/0-7/"
  })
  void everyClaimCanBeDecidedOnMachinesOfAnySize(String cpus) {
    CpuLayout layout = CpuLayout.parse(cpus);
    RunOptions options = byDefault(Profile.QUICK, 1);
    Map<String, CpuSet> given = new HashMap<>();
    for (Servers servers : Servers.of(options, layout)) {
      servers
          .experiments()
          .forEach(
              experiment -> given.put(experiment.cell(servers.contender()).id(), servers.cpus()));
    }
    assertThat(given.get("short-requests/threaded/http/hello/open-5000/c100"))
        .satisfies(server -> assertThat(server.size()).isEqualTo(1));
    assertThat(given.get("global-lock/threaded+locked/http/compute-20/closed/c100"))
        .satisfies(server -> assertThat(server.size()).isEqualTo(2));

    Run run =
        Run.started(
            "20260101-000000-quick",
            Instant.now(),
            EnvironmentProbe.environment(layout, List.of("bench"), List.of(), null),
            new Plan(
                "quick",
                options.suites().stream().map(Suite::name).toList(),
                MODELS,
                1,
                1,
                5,
                20,
                List.of()),
            PlannedWindows.cells(options, UNLIMITED, layout));
    for (Map.Entry<String, CpuSet> cell : given.entrySet()) {
      run = run.withWindow(cell.getKey(), 1, windowOn(cell.getValue()));
    }
    assertThat(Claims.judge(run))
        .hasSize(8)
        .allSatisfy(claim ->
            assertThat(claim.sentence())
                .doesNotContain("the server needs CPUs", "whose CPUs are", "CPUs of their own"));
  }

  private static Window windowOn(CpuSet server) {
    Window failed = Window.failed(1, 1, Instant.now(), "played");
    return new Window(
        1,
        1,
        failed.status(),
        failed.reasons(),
        failed.startedAt(),
        3,
        failed.throughput(),
        failed.latency(),
        null,
        failed.server(),
        failed.driver(),
        failed.machine(),
        null,
        Map.of(),
        Map.of("serverCpus", (double) server.size()),
        null,
        null);
  }

  private static List<String> models(List<PlannedWindows> rounds) {
    return rounds.stream().map(windows -> windows.contender().model()).toList();
  }

  private static List<List<Experiment>> levels(List<PlannedWindows> rounds) {
    return rounds.stream().map(PlannedWindows::experiments).toList();
  }

  private static List<PlannedWindows> plan(long seed) {
    return PlannedWindows.shuffled(options(seed), UNLIMITED, TWO_CPUS);
  }

  private static RunOptions options(long seed) {
    return new RunOptions(
        Profile.FULL, List.of(SUITE), MODELS, ROUNDS, Path.of("results"), seed, List.of());
  }
}
