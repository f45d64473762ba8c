package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.report.run.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LevelsTest {

  static Stream<Suite> suites() {
    return Suites.all().stream();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aForkReadsEveryLevelThatIsWritten(Suite suite) {
    for (Profile profile : Profile.values()) {
      List<Level> levels = suite.levels(profile);
      assertThat(levels).isNotEmpty();
      for (Level level : levels) {
        assertThat(suite.parse(level.toString())).isEqualTo(level);
        assertThat(level.parameters().number(Parameters.CONNECTIONS)).isPositive();
        assertThat(level.demand().connections())
            .isGreaterThanOrEqualTo(level.parameters().number(Parameters.CONNECTIONS).intValue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chat | tcp/c1000/members-10 | must be like tcp/c1000/members-10/deliveries-20000",
        "chat | tcp/c1000/members-7/deliveries-20000 | 1000 connections in rooms of 7",
        "long-poll | http/held-1 | held: 1, a slope needs at least 2",
        "long-poll | ws/held-10 | must be like http/held-5000",
        "slow-backend | http/hello/closed/c2000 | must be like http/backend-100ms/closed/c2000",
      })
  void aLevelThatIsNoneIsQuoted(String suite, String level, String words) {
    assertThatThrownBy(() -> Suites.named(suite).parse(level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  /** A writer beside each reader is what the machine must have room for. */
  @Test
  void aMemberMayHaveTwoThreads() {
    assertThat(ChatLevel.parse("tcp/c5000/members-50/deliveries-20000").demand())
        .isEqualTo(new Demand(5_000, 2, 1));
  }

  @Test
  void theLockIsMetByTwoCpusAndTheCellSaysSo() {
    var suite = new GlobalLock();
    var two = CpuLayout.parse("pinned/1/0/0/0/");
    assertThat(suite.cpus(two).server().size()).isEqualTo(2);
    assertThat(suite.cpus(two).remark()).contains("shares");
    var four = CpuLayout.parse("pinned/2-3/0-1/0/0/");
    assertThat(suite.cpus(four)).isEqualTo(four);
    var cell =
        suite.cell(
            new Experiment(suite, suite.levels(Profile.QUICK).getFirst()),
            Contender.parse("threaded+locked"));
    assertThat(cell.id()).isEqualTo("global-lock/threaded+locked/http/compute-20/closed/c100");
    assertThat(cell.parameters().number(Parameters.SERVER_CPUS))
        .isEqualTo(Math.min(2.0, Runtime.getRuntime().availableProcessors()));
  }
}
