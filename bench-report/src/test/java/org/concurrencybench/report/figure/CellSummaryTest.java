package org.concurrencybench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.figure.CellSummary.Standing;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.junit.jupiter.api.Test;

class CellSummaryTest {

  private final Run run = SampleRun.ended();

  @Test
  void onlyValidWindowsMakeAFigure() {
    CellSummary virtual = summary("short-requests/virtual/http/open-5000/c100");
    assertThat(virtual.standing()).isEqualTo(Standing.MEASURED);
    Spread cpu = virtual.spread(Figure.CPU_PER_REQUEST).orElseThrow();
    assertThat(cpu.lowest()).isEqualTo(41.5);
    assertThat(cpu.highest()).isEqualTo(42.5);
    assertThat(cpu.estimate()).isCloseTo(Math.sqrt(41.5 * 42.5), within(1e-9));
    assertThat(virtual.rounds()).isEqualTo("2 valid");
  }

  @Test
  void saturatedRoundsAreCountedAndMakeNoFigure() {
    CellSummary async = summary("short-requests/async/http/open-20000/c100");
    assertThat(async.rounds()).isEqualTo("1 valid, 1 did not sustain");
    assertThat(async.spread(Figure.REQUESTS_PER_SECOND))
        .contains(new Spread(1, 19_950, 19_950, 19_950, 19_950, true, null));
  }

  @Test
  void whatWasNotSustainedHasOnlyTheRateThatWasReached() {
    CellSummary threaded = summary("short-requests/threaded/http/open-20000/c100");
    assertThat(threaded.standing()).isEqualTo(Standing.DID_NOT_SUSTAIN);
    assertThat(threaded.spread(Figure.CPU_PER_REQUEST)).isEmpty();
    Spread reached = threaded.reached(Figure.REQUESTS_PER_SECOND).orElseThrow();
    assertThat(reached.estimate()).isCloseTo(11_252, within(1.0));
    assertThat(threaded.missed(Figure.REQUESTS_PER_SECOND, reached)).contains(20_000.0);
  }

  @Test
  void aRateThatWasReachedIsNotMissed() {
    CellSummary async = summary("short-requests/async/http/open-20000/c100");
    Spread reached = async.spread(Figure.REQUESTS_PER_SECOND).orElseThrow();
    assertThat(async.missed(Figure.REQUESTS_PER_SECOND, reached)).isEmpty();
  }

  @Test
  void invalidRefusedAndMissingCellsHaveNoFigure() {
    CellSummary invalid = summary("short-requests/virtual/http/open-20000/c100");
    assertThat(invalid.standing()).isEqualTo(Standing.INVALID);
    assertThat(invalid.rounds()).isEqualTo("1 invalid");
    assertThat(Figure.SHOWN).noneMatch(invalid::has);
    assertThat(summary("crowd/threaded/tcp/idle/c30000").standing()).isEqualTo(Standing.REFUSED);
    assertThat(CellSummary.of(SampleRun.begun().cells().getFirst()).standing())
        .isEqualTo(Standing.NOT_RUN);
  }

  @Test
  void driverLimitedPercentilesAreKnown() {
    CellSummary threaded = summary("short-requests/threaded/http/open-5000/c100");
    assertThat(threaded.isDriverLimited(Figure.response(Percentile.P50))).isFalse();
    assertThat(threaded.isDriverLimited(Figure.response(Percentile.P99))).isFalse();
    assertThat(threaded.isDriverLimited(Figure.CPU_PER_REQUEST)).isFalse();
    CellSummary async = summary("short-requests/async/http/open-5000/c100");
    assertThat(async.isDriverLimited(Figure.response(Percentile.P99))).isTrue();
  }

  @Test
  void whatLimitedARateIsKnown() {
    CellSummary async = summary("short-requests/async/http/closed/c100");
    assertThat(async.limitedBy()).contains(Peak.Limit.DRIVER);
    assertThat(async.extrapolated().orElseThrow().estimate()).isEqualTo(33_333.25);
    assertThat(summary("short-requests/virtual/http/closed/c100").limitedBy())
        .contains(Peak.Limit.WAITING);
    CellSummary peak = summary("short-requests/threaded/http/closed/c100");
    assertThat(peak.limitedBy()).isEmpty();
    assertThat(peak.extrapolated()).isEmpty();
    assertThat(summary("short-requests/async/http/open-5000/c100").limitedBy()).isEmpty();
  }

  @Test
  void aSuiteHasLoadsBelowAndContendersAside() {
    SuiteSummary suite = SuiteSummary.of(run).getFirst();
    assertThat(suite.suite()).isEqualTo("short-requests");
    assertThat(suite.loads())
        .containsExactly("http/open-5000/c100", "http/open-20000/c100", "http/closed/c100");
    assertThat(suite.contenders()).containsExactly("threaded", "async", "async+native", "virtual");
    assertThat(suite.at("http/open-20000/c100", "async+native")).isEmpty();
    assertThat(SuiteSummary.of(run).stream().map(SuiteSummary::suite).toList())
        .isEqualTo(List.of("short-requests", "crowd", "chat"));
  }

  /** The knee is a usual figure and an extra one: it is one figure, with one column. */
  @Test
  void noFigureStandsTwiceInATable() {
    Run searched =
        run.withWindows(
            window -> withExtra(window, Map.of("kneeRequestsPerSecond", 12_000.0, "other", 1.0)));
    for (SuiteSummary suite : SuiteSummary.of(searched)) {
      assertThat(suite.figures())
          .extracting(Figure::label)
          .doesNotHaveDuplicates()
          .contains("kneeRequestsPerSecond", "other");
    }
    assertThat(Figure.extra("a")).isEqualTo(Figure.extra("a")).isNotEqualTo(Figure.extra("b"));
    assertThat(Figure.response(Percentile.P99)).isEqualTo(Figure.response(Percentile.P99));
  }

  @Test
  void whatAnOpenLoopOfferedIsNoCapacity() {
    Figure rate = Figure.REQUESTS_PER_SECOND;
    assertThat(summary("short-requests/threaded/http/open-5000/c100").isAsOffered(rate)).isTrue();
    assertThat(summary("short-requests/threaded/http/open-20000/c100").isAsOffered(rate)).isFalse();
    assertThat(summary("short-requests/async/http/open-20000/c100").isAsOffered(rate)).isFalse();
    assertThat(summary("short-requests/async/http/closed/c100").isAsOffered(rate)).isFalse();
    assertThat(
            summary("short-requests/threaded/http/open-5000/c100")
                .isAsOffered(Figure.CPU_PER_REQUEST))
        .isFalse();
  }

  private static Window withExtra(Window window, Map<String, Double> extra) {
    return new Window(
        window.order(),
        window.attempt(),
        window.status(),
        window.reasons(),
        window.startedAt(),
        window.durationSeconds(),
        window.throughput(),
        window.latency(),
        window.deliveries(),
        window.server(),
        window.driver(),
        window.machine(),
        window.memory(),
        window.errors(),
        extra,
        window.histogramPath(),
        window.warmUp());
  }

  private CellSummary summary(String id) {
    return CellSummary.of(run.cell(id).orElseThrow());
  }
}
