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
  void suiteHasTheCpusThatItsClaimIsAbout() {
    var two = CpuLayout.parse("pinned/1/0/0/0/");
    var eight = CpuLayout.parse("pinned/4-7/1-3/0/0/");
    Suite lock = new GlobalLock();
    assertThat(lock.cpus(two).server()).hasToString("0-1");
    assertThat(lock.cpus(two).remark()).contains("shares");
    assertThat(lock.cpus(eight).server()).hasToString("6-7");
    assertThat(lock.cpus(eight).remark()).isEmpty();
    assertThat(lock.cpus(eight).driver()).as("the same in all suites").hasToString("1-3");
    Suite small = new ShortRequests();
    assertThat(small.cpus(two)).isEqualTo(two);
    assertThat(small.cpus(eight).server()).hasToString("7");
    assertThat(new Compute().cpus(eight)).isEqualTo(eight);
  }

  /** A server that several suites share, which ask for different CPUs, has those of the layout. */
  @Test
  void suitesThatDoNotAgreeHaveTheCpusOfTheLayout() {
    var eight = CpuLayout.parse("pinned/4-7/1-3/0/0/");
    var locked =
        new Experiment(new GlobalLock(), new GlobalLock().levels(Profile.QUICK).getFirst());
    var small =
        new Experiment(new ShortRequests(), new ShortRequests().levels(Profile.QUICK).getFirst());
    assertThat(Suite.cpus(List.of(locked, small), eight)).isEqualTo(eight);
    assertThat(Suite.cpus(List.of(small, small), eight).server().size()).isEqualTo(1);
  }
}
