package org.concurrencybench.suite.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LevelsTest {

  static Stream<Suite> suites() {
    return Suites.all().stream();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyLevelIsFoundByItsNameAndAsksForItsConnections(Suite suite) {
    for (Profile profile : Profile.values()) {
      List<Level> levels = suite.levels(profile);
      assertThat(levels).isNotEmpty();
      for (Level level : levels) {
        assertThat(suite.level(level.toString())).isEqualTo(level);
        assertThat(level.parameters().number(Parameters.CONNECTIONS)).isPositive();
        assertThat(level.demand().connections())
            .isGreaterThanOrEqualTo(level.parameters().number(Parameters.CONNECTIONS).intValue());
      }
    }
  }

  @Test
  void aLevelThatIsNoneIsQuoted() {
    assertThatThrownBy(() -> new ChatLevel(ClientKind.TCP, 1_000, 7, 20_000))
        .hasMessageContaining("1000 connections in rooms of 7");
    assertThatThrownBy(() -> new HeldLevel(1))
        .hasMessageContaining("held: 1, a slope needs at least 2");
    assertThatThrownBy(() -> new CrowdLevel(1))
        .hasMessageContaining("idle: 1, a slope needs at least 2");
    assertThatThrownBy(() -> new WaitingLevel(WrittenLevel.of("http/hello/closed/c2000")))
        .hasMessageContaining("must be like http/backend-100ms/closed/c2000");
  }

  /** A writer beside each reader is what the machine must have room for. */
  @Test
  void aMemberMayHaveTwoThreads() {
    assertThat(new ChatLevel(ClientKind.TCP, 5_000, 50, 20_000).demand())
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
