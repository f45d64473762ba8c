package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fork measures exactly what was planned. */
class RoundPlanTest {

  private static final CpuLayout EIGHT_CPUS = CpuLayout.parse("pinned/4-7/1-3/0/0/");

  static Stream<Suite> suites() {
    RequestLevel asked =
        RequestLevel.compute(
            ClientKind.HTTP, 50, 1, new Loop.Open(0.25, Arrivals.CONSTANT), 20_000_000);
    return Stream.concat(
        Suites.all().stream(),
        Stream.of(Ask.about(asked, new Objective(Percentile.P99_9, Duration.ofNanos(1_234)), 2)));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyLevelArrivesInTheFork(Suite suite) {
    for (Profile profile : Profile.values()) {
      List<Experiment> experiments =
          suite.levels(profile).stream().map(level -> new Experiment(suite, level)).toList();
      RoundPlan plan =
          RoundPlan.of(
              new Contender("async", Variation.IO_URING),
              profile,
              3,
              2,
              Long.MIN_VALUE,
              EIGHT_CPUS,
              Path.of("results", "a run"),
              experiments);
      assertThat(RoundPlan.fromJson(plan.toJson())).isEqualTo(plan);
      assertThat(plan.windows())
          .extracting(RoundPlan.PlannedWindow::level)
          .isEqualTo(suite.levels(profile));
      assertThat(CpuLayout.parse(plan.layout())).isEqualTo(suite.cpus(EIGHT_CPUS));
    }
  }

  @Test
  void everyKindOfLoadArrives() {
    List<RequestLevel> levels =
        List.of(
            new RequestLevel(
                ClientKind.WS, Workload.echo(1 << 20), new Loop.Closed(Duration.ofMillis(7)), 1),
            new RequestLevel(ClientKind.HTTP, Workload.hello(), new Loop.Churn(), 50),
            RequestLevel.compute(
                ClientKind.TCP, 8_000, 1.0 / 3, new Loop.Open(500, Arrivals.POISSON), 100),
            RequestLevel.backend(ClientKind.TCP, 1_000, new Loop.Closed(), 500));
    for (RequestLevel level : levels) {
      RoundPlan plan =
          RoundPlan.of(
              Contender.of("threaded"),
              Profile.SMOKE,
              1,
              1,
              1,
              EIGHT_CPUS,
              null,
              List.of(new Experiment(new ShortRequests(), level)));
      assertThat(RoundPlan.fromJson(plan.toJson())).isEqualTo(plan);
    }
  }

  /** Names of cells and what seeds depend on are those that old runs have. */
  @Test
  void windowsHaveTheNamesOfTheirCells() {
    var chat = new Experiment(new Chat(), Chat.SLOW);
    RoundPlan plan =
        RoundPlan.of(
            new Contender("threaded", Variation.DIRECT),
            Profile.FULL,
            1,
            1,
            1,
            EIGHT_CPUS,
            null,
            List.of(chat));
    assertThat(plan.windows().getFirst().cell())
        .isEqualTo("chat/threaded+direct/tcp/c50/members-50/deliveries-10000/payload-16384/slow");
    assertThat(plan.windows().getFirst().experiment())
        .isEqualTo("chat:tcp/c50/members-50/deliveries-10000/payload-16384/slow");
  }

  @Test
  void roundWithoutAWindowIsRefused() {
    assertThatThrownBy(() ->
            RoundPlan.of(
                Contender.of("async"), Profile.QUICK, 1, 1, 1, EIGHT_CPUS, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a round of async without a window");
  }
}
