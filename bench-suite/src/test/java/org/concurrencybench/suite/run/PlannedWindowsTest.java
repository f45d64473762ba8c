package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.driver.os.MachineLimits;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suites;
import org.junit.jupiter.api.Test;

class PlannedWindowsTest {

  private static final List<String> MODELS = List.of("async", "threaded", "virtual");
  private static final int ROUNDS = 3;

  @Test
  void everyModelHasEveryLevelOnceInEveryRound() {
    List<PlannedWindows> rounds = plan(1);
    for (int number = 1; number <= ROUNDS; number++) {
      for (String model : MODELS) {
        int round = number;
        assertThat(
                rounds.stream()
                    .filter(windows -> windows.number() == round && windows.model().equals(model))
                    .flatMap(windows -> windows.levels().stream()))
            .containsExactlyInAnyOrderElementsOf(Suites.all().getFirst().levels(Profile.FULL));
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
            assertThat(windows.levels().stream().map(Level::wire).distinct()).hasSize(1));
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
    assertThat(one.stream().map(PlannedWindows::levels).distinct().count())
        .as("orders of levels")
        .isGreaterThan(2);
  }

  @Test
  void noModelAlwaysComesFirst() {
    assertThat(IntStream.range(0, 30).mapToObj(seed -> plan(seed).getFirst().model()).distinct())
        .containsExactlyInAnyOrderElementsOf(MODELS);
  }

  @Test
  void planNamesCellsInTheirOrder() {
    PlannedWindows windows = plan(1).getFirst();
    assertThat(windows.planned().cells())
        .isEqualTo(windows.cells().stream().map(Cell::id).toList())
        .hasSameSizeAs(windows.levels());
  }

  @Test
  void levelsWithoutRoomAreLeftOutForAllModels() {
    Room room = new Room(RoomTest.openFiles(700), 1);
    List<PlannedWindows> rounds = PlannedWindows.shuffled(options(1), room);
    assertThat(rounds).extracting(PlannedWindows::model).containsAll(MODELS);
    assertThat(rounds.stream().flatMap(windows -> windows.levels().stream()))
        .isNotEmpty()
        .allMatch(level -> level.connections() <= 500);
  }

  @Test
  void withoutAnyRoomThereIsNoRound() {
    assertThat(PlannedWindows.shuffled(options(1), new Room(RoomTest.openFiles(200), 0))).isEmpty();
  }

  private static List<String> models(List<PlannedWindows> rounds) {
    return rounds.stream().map(PlannedWindows::model).toList();
  }

  private static List<List<Level>> levels(List<PlannedWindows> rounds) {
    return rounds.stream().map(PlannedWindows::levels).toList();
  }

  private static List<PlannedWindows> plan(long seed) {
    MachineLimits unlimited =
        new MachineLimits(null, null, null, null, null, null, null, null, null, null, null);
    return PlannedWindows.shuffled(options(seed), new Room(unlimited, 1));
  }

  private static RunOptions options(long seed) {
    return new RunOptions(
        Profile.FULL, Suites.all(), MODELS, ROUNDS, Path.of("results"), seed, List.of());
  }
}
