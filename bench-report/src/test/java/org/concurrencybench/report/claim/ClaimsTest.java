package org.concurrencybench.report.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.run.WindowStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

  private static final String THREADED_CROWD = "crowd/threaded/http/idle-10000";
  private static final String ASYNC_CROWD = "crowd/async/http/idle-10000";

  private static List<String> suites() {
    return Rules.SUITES;
  }

  @Test
  void anIntervalWhollyBeyondTheMarginSupports() {
    Claim claim = crowd(5.0, 5.2, 5.4).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.SUPPORTED);
    Comparison memory = claim.comparisons().getFirst();
    assertThat(memory.rounds()).isEqualTo(3);
    assertThat(memory.estimate()).isCloseTo(5.197, within(0.001));
    assertThat(memory.low()).isGreaterThan(4);
    assertThat(memory.reason()).isNull();
    assertThat(claim.sentence())
        .startsWith(
            "Supported: \"When connections grow without bound, one thread each is not affordable.\""
                + " Memory per connection, threaded over async: 5.20 times (95 % interval 4.72 to"
                + " 5.72 over 3 rounds; at least 4 was asked).")
        .contains("Connections per GiB: threaded 20,659, async 107,374.")
        .endsWith(
            "Measured on AMD EPYC 9R14, 2 CPUs (server pinned to 1), Java 25.0.3+9-LTS, load"
                + " http/idle-10000, over loopback.");
  }

  @Test
  void anIntervalOnTheOtherSideContradicts() {
    Claim claim = crowd(2.0, 2.1, 2.2).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.sentence()).startsWith("Contradicted: ");
  }

  @Test
  void anIntervalAcrossTheMarginShowsNothing() {
    Claim claim = crowd(3.5, 4.2, 4.8).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(claim.sentence()).startsWith("Not shown: ").doesNotContain("no difference");
  }

  @Test
  void noDifferenceIsAResult() {
    Claim claim = crowd(0.98, 1.0, 1.03).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(claim.sentence()).contains("at least 4 was asked; no difference is shown)");
  }

  @Test
  void twoRoundsAreTooFew() {
    Claim claim = crowd(5.0, 5.1).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(claim.comparisons().getFirst().low()).isNull();
    assertThat(claim.comparisons().getFirst().adjustedP()).isNull();
    assertThat(claim.sentence())
        .startsWith("Undecidable here: ")
        .contains("5.05 times (only 2 of at least 3 rounds can be compared; at least 4");
  }

  @Test
  void aRoundWithoutOneOfThePairDropsAndIsTold() {
    Run run =
        crowd(5.0, 5.1, 5.2)
            .window(THREADED_CROWD, 4, window -> window.bytesPerConnection = 1)
            .window(ASYNC_CROWD, 4, window -> window.status = WindowStatus.INVALID)
            .run();
    Comparison memory = Claims.judge(run).getFirst().comparisons().getFirst();
    assertThat(memory.rounds()).isEqualTo(3);
    assertThat(memory.verdict()).isEqualTo(Verdict.SUPPORTED);
    Claim invalid =
        crowd(5.0, 5.1)
            .window(THREADED_CROWD, 3, window -> {})
            .window(ASYNC_CROWD, 3, window -> window.status = WindowStatus.SATURATED)
            .judged();
    assertThat(invalid.sentence()).contains("(async did not sustain the load in 1)");
  }

  @Test
  void theFirstValidWindowCountsHoweverGoodTheNext() {
    Run run =
        crowd(5.0, 5.1, 5.2)
            .window(THREADED_CROWD, 1, window -> window.bytesPerConnection = 1)
            .run();
    assertThat(Claims.judge(run)).isEqualTo(Claims.judge(crowd(5.0, 5.1, 5.2).run()));
  }

  @Test
  void aSaturatedWindowCountsWhereACeilingIsTheQuestionOnly() {
    PlayedRun.Change ceiling =
        (cell, round, window) -> {
          boolean bounded = cell.contender().equals("threaded+bounded");
          window.requestsPerSecond = (bounded ? 4_900 : 19_000) + round;
          window.status = bounded ? WindowStatus.SATURATED : WindowStatus.VALID;
        };
    assertThat(PlayedRun.of("slow-backend").rounds(3, ceiling).judged().verdict())
        .isEqualTo(Verdict.SUPPORTED);
    PlayedRun.Change saturated = (_, _, window) -> window.status = WindowStatus.SATURATED;
    assertThat(PlayedRun.of("switching").rounds(3, saturated).judged().verdict())
        .isEqualTo(Verdict.UNDECIDABLE);
  }

  @Test
  void aRatioOfRatiosIsWhatIsLeftWhenBothGrowAlike() {
    PlayedRun.Change both =
        (cell, round, window) ->
            window.cpuMicros =
                (cell.level().contains("members-1000") ? 70 : 7)
                    * (cell.model().equals("threaded") ? 2 : 1)
                    * (1 + round / 100.0);
    Claim alike = PlayedRun.of("chat").rounds(3, both).judged();
    assertThat(alike.comparisons())
        .hasSize(2)
        .allSatisfy(estimate -> assertThat(estimate.estimate()).isCloseTo(1, within(1e-9)));
    assertThat(alike.verdict()).isEqualTo(Verdict.CONTRADICTED);
    PlayedRun.Change more =
        (cell, round, window) -> {
          both.of(cell, round, window);
          boolean grows = cell.model().equals("threaded") && cell.level().contains("-1000/");
          window.cpuMicros *= grows ? 1.5 + round / 100.0 : 1;
        };
    Claim parted = PlayedRun.of("chat").rounds(3, more).judged();
    assertThat(parted.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(parted.sentence())
        .contains("Delivery time p99: threaded members-10 1,000 us, threaded+direct members-10");
  }

  @Test
  void allComparisonsMustHold() {
    PlayedRun.Change switchesOnly =
        (cell, round, window) ->
            window.switches = cell.level().endsWith("c1000") ? 3 + round / 100.0 : 2;
    Claim claim = PlayedRun.of("switching").rounds(3, switchesOnly).judged();
    assertThat(claim.comparisons())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.SUPPORTED, Verdict.CONTRADICTED);
    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void twoThatHoldAloneMayNotHoldAfterHolm() {
    PlayedRun.Change barely =
        (cell, round, window) -> {
          boolean many = cell.level().endsWith("c1000");
          double grown = 1.25 * Math.exp(0.1 + 0.0398 * (round - 2));
          window.switches = many ? 2 * grown : 2;
          window.cpuMicros = many ? 100 * grown : 100;
        };
    Claim claim = PlayedRun.of("switching").rounds(3, barely).judged();
    Comparison cpu = claim.comparisons().getLast();
    assertThat(cpu.low()).isGreaterThan(1.25);
    assertThat(cpu.adjustedP()).isBetween(0.025, 0.05);
    assertThat(claim.verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(claim.sentence()).contains("this holds alone, but not corrected after Holm");
  }

  @Test
  void aDriverLimitedPercentileThatWouldHelpIsNotCompared() {
    PlayedRun.Change limited =
        (cell, round, window) -> {
          window.responseP99Micros = cell.contender().equals("async") ? 9_000 + round : 3_000;
          window.latenessP99Micros = cell.contender().equals("async") ? 4_000 : 100;
        };
    Claim claim = PlayedRun.of("compute").rounds(3, limited).judged();
    assertThat(claim.comparisons())
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.UNDECIDABLE, Verdict.UNDECIDABLE);
    assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(claim.sentence()).contains("async was limited by the driver in 3");
  }

  @Test
  void aLimitedSmallerSideSupportsAndNeverContradicts() {
    Claim more = offloaded(9_000);
    assertThat(more.comparisons().getLast().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(more.comparisons().getLast().says())
        .endsWith("(at least: the driver limited the smaller in 3 of 3 rounds)");
    assertThat(limited("threaded", 9_000).verdict()).isEqualTo(Verdict.SUPPORTED);
    Claim level = offloaded(3_000);
    assertThat(level.comparisons().getLast().verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(level.verdict()).isNotEqualTo(Verdict.SUPPORTED);
  }

  private static Claim offloaded(long asyncMicros) {
    return limited("async+offload", asyncMicros);
  }

  /** All but async 3,000 us, of which the driver's lateness may be two thirds in one contender. */
  private static Claim limited(String contender, long asyncMicros) {
    PlayedRun.Change change =
        (cell, round, window) -> {
          window.responseP99Micros = cell.contender().equals("async") ? asyncMicros + round : 3_000;
          window.latenessP99Micros = cell.contender().equals(contender) ? 2_000 : 100;
        };
    return PlayedRun.of("compute").rounds(3, change).judged();
  }

  @Test
  void guardsThatHoldLetTheClaimBe() {
    Claim claim = PlayedRun.of("short-requests").rounds(3, spread(0.4)).judged();
    assertThat(claim.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(claim.sentence())
        .contains("through 100 connections: 40.")
        .contains("at most 80 % was asked");
  }

  @Test
  void aServerThatIsTooBusyContradicts() {
    assertThat(PlayedRun.of("short-requests").rounds(3, spread(0.95)).judged().verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void aGuardThatNeverHoldsContradictsAndOneThatHoldsSometimesShowsNothing() {
    Claim slow = guarded((_, window) -> window.responseP99Micros = 60_000);
    assertThat(slow.verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(slow.sentence())
        .contains(
            "Response time p99 at http/hello/open-5000/c100 was at most 50,000 us in 0 of 3 rounds.");
    Claim once = guarded((round, window) -> window.responseP99Micros = round == 2 ? 60_000 : 1_000);
    assertThat(once.verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  /** Nobody looked, so nobody may say that it held. */
  @Test
  void aGuardWithoutEvidenceSupportsNothing() {
    Rule known = Rules.of("crowd").rule();
    String watched = "crowd/virtual/http/idle-10000";
    Rule rule =
        new Rule(
            known.suite(),
            1,
            known.claim(),
            known.needs(),
            known.windows(),
            known.comparisons(),
            List.of(
                new Rule.Guard(
                    "p99",
                    Metric.named("responseP99Micros"),
                    List.of(watched),
                    Direction.AT_MOST,
                    50_000)),
            List.of(),
            null);
    Rules.Hashed hashed = new Rules.Hashed(rule, "0");
    Run gone = crowd(5.0, 5.2, 5.4).run();
    assertThat(Claims.judge(gone, hashed))
        .satisfies(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.NOT_SHOWN))
        .satisfies(claim ->
            assertThat(claim.sentence())
                .contains(
                    "Whether p99 at http/idle-10000 was at most 50,000 us is not known,"
                        + " because no round of it counts."));
    Run invalid = watched(gone, watched, 3, WindowStatus.INVALID);
    assertThat(Claims.judge(invalid, hashed).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    Run two = watched(gone, watched, 2, WindowStatus.VALID);
    assertThat(Claims.judge(two, hashed).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    Run three = watched(gone, watched, 3, WindowStatus.VALID);
    assertThat(Claims.judge(three, hashed).verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  private static Run watched(Run run, String id, int rounds, WindowStatus status) {
    List<Cell> cells = new ArrayList<>(run.cells());
    cells.add(PlayedRun.cell(id, 10_000));
    Run more =
        Run.started(run.id(), run.startedAt(), run.environment(), run.plan(), List.copyOf(cells));
    for (int round = 1; round <= rounds; round++) {
      PlayedWindow window = new PlayedWindow();
      window.status = status;
      more = more.withWindow(id, round, window.window(1));
    }
    return more;
  }

  @Test
  void aServerThatNeverSustainsTheLoadContradicts() {
    Claim claim =
        guarded((_, window) -> {
          window.status = WindowStatus.SATURATED;
          window.requestsPerSecond = 4_000;
        });
    assertThat(claim.verdict()).isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void aDriverLimitedPercentilePassesAGuardAndNeverFailsIt() {
    Claim passed = guarded((_, window) -> window.latenessP99Micros = 900);
    assertThat(passed.verdict()).isEqualTo(Verdict.SUPPORTED);
    Claim unknown =
        guarded((_, window) -> {
          window.responseP99Micros = 60_000;
          window.latenessP99Micros = 59_000;
        });
    assertThat(unknown.verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aMachineThatDoesNotFitDecidesNothingAndSaysWhy() {
    CpuLayout two = new CpuLayout(List.of(0, 1), List.of(2), List.of(3), true, "loopback");
    PlayedRun big = PlayedRun.of("short-requests", two, "quick").rounds(3, spread(0.4));
    assertThat(big.judged().verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(big.judged().sentence())
        .contains("The claim is about a server whose CPUs are at most 1, here they were 2.");
    CpuLayout one = new CpuLayout(List.of(0), List.of(1), List.of(1), true, "loopback");
    assertThat(PlayedRun.of("global-lock", one, "quick").judged().sentence())
        .contains("The server needs CPUs of its own, at least 2; here it had 1.")
        .endsWith("This holds in the JVM; CPython's GIL hands over differently.");
    CpuLayout free = new CpuLayout(List.of(), List.of(), List.of(), false, "loopback");
    assertThat(PlayedRun.of("chat", free, "quick").judged().sentence())
        .contains("Server and driver must have CPUs of their own, and here they had not");
    CpuLayout shared = new CpuLayout(List.of(0), List.of(0), List.of(0), true, "loopback");
    assertThat(PlayedRun.of("chat", shared, "quick").judged().verdict())
        .isEqualTo(Verdict.UNDECIDABLE);
  }

  @Test
  void aCellThatIsMissingRefusedOrScaledIsNamed() {
    Run run = PlayedRun.of("crowd").run();
    Cell threaded = run.cell(THREADED_CROWD).orElseThrow();
    assertThat(judged(run, List.of(threaded)).sentence())
        .contains("This run did not measure " + ASYNC_CROWD + ".");
    Cell async = run.cell(ASYNC_CROWD).orElseThrow();
    assertThat(judged(run, List.of(threaded.refusedBecause("no room"), async)).sentence())
        .contains("Threaded was refused: no room.");
    List<Cell> scaled =
        List.of(PlayedRun.cell(THREADED_CROWD, 8_000), PlayedRun.cell(ASYNC_CROWD, 8_000));
    assertThat(judged(run, scaled).sentence())
        .contains("The claim is about 10000 connections, here there were 8000.");
  }

  @Test
  void aSuiteMayGiveItsServerOtherCpusThanTheRun() {
    CpuLayout two = new CpuLayout(List.of(0, 1), List.of(2), List.of(3), true, "loopback");
    Run run = PlayedRun.of("short-requests", two, "quick").rounds(3, spread(0.4)).run();
    List<Cell> onOne = run.cells().stream().map(ClaimsTest::onOneCpu).toList();
    Run narrowed = Run.started(run.id(), run.startedAt(), run.environment(), run.plan(), onOne);
    Claim claim = Claims.judge(narrowed).getFirst();
    assertThat(claim.verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(claim.sentence()).contains("2 CPUs (server pinned to 1)");
  }

  private static Cell onOneCpu(Cell cell) {
    return new Cell(
        cell.id(),
        cell.suite(),
        cell.model(),
        cell.variant(),
        cell.protocol(),
        cell.level(),
        cell.parameters().with(Parameters.SERVER_CPUS, 1),
        cell.ranked(),
        cell.notes(),
        cell.refused(),
        cell.rounds());
  }

  @Test
  void aSmokeJudgesNothing() {
    CpuLayout one = new CpuLayout(List.of(0), List.of(1), List.of(1), true, "loopback");
    Run smoke = PlayedRun.of("short-requests", one, "smoke").rounds(3, spread(0.4)).run();
    assertThat(Claims.judge(smoke)).isEmpty();
  }

  @Test
  void aStoredClaimStaysAsItWas() {
    Run run = crowd(5.0, 5.1, 5.2).run();
    Claim old =
        new Claim("crowd", 7, "another hash", Verdict.CONTRADICTED, "Old.", List.of(), List.of());
    assertThat(Claims.judge(run.withClaims(List.of(old)))).containsExactly(old);
    Run judged = run.withClaims(Claims.judge(run));
    assertThat(Claims.judge(judged)).isEqualTo(judged.claims());
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyRuleJudgesARunOfItsOwn(String suite) {
    PlayedRun.Change noise =
        (_, round, window) -> window.cpuMicros = window.cpuMicros + round / 10.0;
    Claim claim = PlayedRun.of(suite).rounds(3, noise).judged();
    assertThat(claim.verdict()).isNotEqualTo(Verdict.UNDECIDABLE);
    assertThat(claim.ruleSha256()).isEqualTo(Rules.of(suite).sha256());
    assertThat(claim.comparisons())
        .allSatisfy(comparison -> assertThat(comparison.rounds()).isEqualTo(3));
    assertThat(PlayedRun.of(suite).judged().verdict()).isEqualTo(Verdict.UNDECIDABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void localeOfTheUserDoesNotShow(String locale) {
    Run decided = PlayedRun.of("short-requests").rounds(3, spread(0.4)).run();
    Run undecided = crowd(5.0, 5.1).run();
    List<Claim> one = Claims.judge(decided);
    List<Claim> other = Claims.judge(undecided);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertThat(Claims.judge(decided)).isEqualTo(one);
      assertThat(Claims.judge(undecided)).isEqualTo(other);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The chance that noise alone supports is half of 5 % for one comparison, less for two. */
  @Test
  void noiseAtTheMarginRarelySupports() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int supported = 0;
    int runs = 400;
    for (int i = 0; i < runs; i++) {
      double[] ratios = new double[5];
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] = 4 * Math.exp(0.05 * random.nextGaussian());
      }
      supported += crowd(ratios).judged().verdict() == Verdict.SUPPORTED ? 1 : 0;
    }
    assertThat(supported).isBetween(1, runs / 20);
  }

  private static Claim judged(Run like, List<Cell> cells) {
    return Claims.judge(
            Run.started(like.id(), like.startedAt(), like.environment(), like.plan(), cells))
        .getFirst();
  }

  /** A change to the threaded server through 100 connections, round by round. */
  @FunctionalInterface
  private interface GuardedChange {
    void of(int round, PlayedWindow window);
  }

  private static Claim guarded(GuardedChange change) {
    return PlayedRun.of("short-requests")
        .rounds(
            3,
            (cell, round, window) -> {
              spread(0.4).of(cell, round, window);
              if (cell.level().endsWith("c100")) {
                change.of(round, window);
              }
            })
        .judged();
  }

  private static PlayedRun.Change spread(double utilisation) {
    return (_, round, window) -> window.utilisation = utilisation + round / 1_000.0;
  }

  /** A round for each ratio of memory, threaded over async. */
  private static PlayedRun crowd(double... ratios) {
    return PlayedRun.of("crowd")
        .rounds(
            ratios.length,
            (cell, round, window) -> {
              double ratio = cell.model().equals("threaded") ? ratios[round - 1] : 1;
              window.bytesPerConnection = Math.round(10_000 * ratio);
            });
  }
}
