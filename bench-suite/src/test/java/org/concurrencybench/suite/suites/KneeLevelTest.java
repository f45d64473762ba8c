package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.suite.knee.KneeSearch;
import org.concurrencybench.suite.knee.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KneeLevelTest {

  private static final String REQUESTS =
      "http/hello/open-1000/c100/most-requests-p99-10ms-by-1.1-to-1000000";
  private static final String CONNECTIONS =
      "tcp/echo-64/open-500/c100/most-connections-p99.9-1s-by-2-to-19000";

  @ParameterizedTest
  @ValueSource(strings = {REQUESTS, CONNECTIONS})
  void isPrintedAsItIsRead(String text) {
    assertThat(KneeLevel.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http/hello/open-1000/c100",
        "http/hello/closed/c100/most-requests-p99-10ms-by-1.1-to-1000000",
        "http/hello/open-1000/c100/most-luck-p99-10ms-by-1.1-to-1000000",
        "http/hello/open-1000/c100/most-requests-p99-by-1.1-to-1000000",
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> KneeLevel.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyLevelOfTheSuiteCanBeHandedToItsFork(Profile profile) {
    assertThat(new KneeSuite().levels(profile))
        .isNotEmpty()
        .allSatisfy(level -> assertThat(KneeLevel.parse(level.toString())).isEqualTo(level));
  }

  @Test
  void questionIsThreeLevelsThatItsForkCanRead() {
    Ask ask = Ask.about("http/hello/open-5000/c100", Objective.p99(Duration.ofMillis(50)), 1);
    assertThat(ask.levels(Profile.QUICK))
        .hasSize(3)
        .allSatisfy(level -> assertThat(new Ask().parse(level.toString())).isEqualTo(level));
    assertThat(ask.levels(Profile.QUICK).stream().map(Level::name).distinct()).hasSize(3);
    assertThat(ask.withoutFlip().levels(Profile.QUICK)).hasSize(1);
    assertThat(ask.levels(Profile.QUICK)).noneMatch(Level::needsBackend);
    Ask waiting = Ask.about("http/backend-20ms/open-500/c100", Objective.p99(Duration.ofMillis(50)), 1);
    assertThat(waiting.levels(Profile.QUICK)).hasSize(3).allMatch(Level::needsBackend);
  }

  @Test
  void whatIsRaisedHasNoValueOfItsOwn() {
    Parameters requests = KneeLevel.parse(REQUESTS).parameters();
    assertThat(requests.number(Parameters.RATE_PER_SECOND)).isNull();
    assertThat(requests.number(Parameters.CONNECTIONS)).isEqualTo(100);
    assertThat(requests.text("objective")).isEqualTo("p99=10ms");
    Parameters connections = KneeLevel.parse(CONNECTIONS).parameters();
    assertThat(connections.number(Parameters.CONNECTIONS)).isNull();
    assertThat(connections.number(Parameters.RATE_PER_SECOND)).isEqualTo(500);
    assertThat(connections.text("raised")).isEqualTo("connections");
  }

  @Test
  void theMachineMustHaveRoomForAllThatMayBeTried() {
    assertThat(KneeLevel.parse(REQUESTS).demand().connections()).isEqualTo(100);
    assertThat(KneeLevel.parse(CONNECTIONS).demand().connections()).isEqualTo(19_000);
  }

  @Test
  void ratesThatCannotListThePercentileAreNotTried() {
    KneeSearch.Range range = KneeLevel.parse(REQUESTS).range();
    assertThat(range.start()).isEqualTo(1_000);
    assertThat(range.lowest() * KneeLevel.LONGEST_SECONDS)
        .isGreaterThanOrEqualTo(Percentile.P99.leastSamples() * 1.0);
    assertThat(KneeLevel.parse(CONNECTIONS).range().lowest()).isEqualTo(1);
  }

  @Test
  void kneeIsLeftOutWhereNobodyAsksForIt() {
    assertThat(Suites.byDefault(Profile.QUICK)).noneMatch(KneeSuite.class::isInstance).isNotEmpty();
    assertThat(Suites.byDefault(Profile.FULL)).anyMatch(KneeSuite.class::isInstance);
    assertThat(Suites.named("knee")).isInstanceOf(KneeSuite.class);
  }
}
