package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.suite.knee.KneeSearch;
import org.concurrencybench.suite.knee.Objective;
import org.junit.jupiter.api.Test;

class KneeLevelTest {

  private static final KneeLevel REQUESTS =
      new KneeLevel(
          WrittenLevel.of("http/hello/open-1000/c100"),
          KneeAxis.REQUESTS,
          Objective.p99(Duration.ofMillis(10)),
          1.1,
          1_000_000);

  private static final KneeLevel CONNECTIONS =
      new KneeLevel(
          WrittenLevel.of("tcp/echo-64/open-500/c100"),
          KneeAxis.CONNECTIONS,
          new Objective(Percentile.P99_9, Duration.ofSeconds(1)),
          2,
          19_000);

  /** What is random in a search depends on it. */
  @Test
  void namesStayAsTheyAre() {
    assertThat(REQUESTS)
        .hasToString("http/hello/open-1000/c100/most-requests-p99-10ms-by-1.1-to-1000000");
    assertThat(CONNECTIONS)
        .hasToString("tcp/echo-64/open-500/c100/most-connections-p99.9-1s-by-2-to-19000");
  }

  @Test
  void closedLoopHasNoKnee() {
    RequestLevel closed = WrittenLevel.of("http/hello/closed/c100");
    Objective objective = Objective.p99(Duration.ofMillis(10));
    assertThatThrownBy(() -> new KneeLevel(closed, KneeAxis.REQUESTS, objective, 1.1, 1_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("knee of http/hello/closed/c100");
  }

  @Test
  void questionIsThreeLevels() {
    Objective objective = Objective.p99(Duration.ofMillis(50));
    Ask ask = Ask.about(WrittenLevel.of("http/hello/open-5000/c100"), objective, 1);
    assertThat(ask.levels(Profile.QUICK)).hasSize(3);
    assertThat(ask.levels(Profile.QUICK).stream().map(Level::name).distinct()).hasSize(3);
    assertThat(ask.withoutFlip().levels(Profile.QUICK)).hasSize(1);
    assertThat(ask.levels(Profile.QUICK)).noneMatch(Level::needsBackend);
    RequestLevel waiting =
        RequestLevel.backend(ClientKind.HTTP, 20, new Loop.Open(500, Arrivals.POISSON), 100);
    assertThat(Ask.about(waiting, objective, 1).levels(Profile.QUICK))
        .hasSize(3)
        .allMatch(Level::needsBackend);
  }

  @Test
  void whatIsRaisedHasNoValueOfItsOwn() {
    Parameters requests = REQUESTS.parameters();
    assertThat(requests.number(Parameters.RATE_PER_SECOND)).isNull();
    assertThat(requests.number(Parameters.CONNECTIONS)).isEqualTo(100);
    assertThat(requests.text("objective")).isEqualTo("p99=10ms");
    Parameters connections = CONNECTIONS.parameters();
    assertThat(connections.number(Parameters.CONNECTIONS)).isNull();
    assertThat(connections.number(Parameters.RATE_PER_SECOND)).isEqualTo(500);
    assertThat(connections.text("raised")).isEqualTo("connections");
  }

  @Test
  void theMachineMustHaveRoomForAllThatMayBeTried() {
    assertThat(REQUESTS.demand().connections()).isEqualTo(100);
    assertThat(CONNECTIONS.demand().connections()).isEqualTo(19_000);
  }

  @Test
  void ratesThatCannotListThePercentileAreNotTried() {
    KneeSearch.Range range = REQUESTS.range();
    assertThat(range.start()).isEqualTo(1_000);
    assertThat(range.lowest()).as("1,200 requests in half a minute").isEqualTo(40);
    assertThat(CONNECTIONS.range().lowest()).isEqualTo(1);
  }

  @Test
  void kneeIsLeftOutWhereNobodyAsksForIt() {
    assertThat(Suites.byDefault(Profile.QUICK)).noneMatch(KneeSuite.class::isInstance).isNotEmpty();
    assertThat(Suites.byDefault(Profile.FULL)).anyMatch(KneeSuite.class::isInstance);
    assertThat(Suites.named("knee")).isInstanceOf(KneeSuite.class);
  }
}
