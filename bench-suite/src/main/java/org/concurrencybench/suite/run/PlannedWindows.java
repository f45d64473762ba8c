package org.concurrencybench.suite.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.PlannedRound;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.Experiment;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;
import org.concurrencybench.suite.suites.Suites;

/**
 * One round: the windows that one pair of fresh processes, server and driver, goes through.
 *
 * @param number the round's number, from 1
 * @param attempt 1, or more if its windows are repeated because they were invalid
 * @param suite the JMH class that runs it
 * @param contender the server
 * @param experiments the windows, in their order; all over one wire protocol, because a server
 *     speaks one
 */
record PlannedWindows(
    int number, int attempt, Suite suite, Contender contender, List<Experiment> experiments) {

  /** Takes a copy. */
  PlannedWindows {
    experiments = List.copyOf(experiments);
  }

  /**
   * All rounds of a run, shuffled: drift of the machine then falls on every model alike, and no
   * model always follows the same one. Rounds of the same number stay together, because they are
   * compared in pairs. Levels for which there is no room are left out.
   */
  static List<PlannedWindows> shuffled(RunOptions options, Room room) {
    var random = new Random(options.seed());
    List<PlannedWindows> all = new ArrayList<>();
    for (int number = 1; number <= options.rounds(); number++) {
      List<PlannedWindows> round = new ArrayList<>();
      for (Group group : groups(options)) {
        List<Experiment> fitting =
            group.experiments().filter(experiment -> room.fits(experiment.level())).toList();
        for (List<Experiment> experiments : byWire(fitting).values()) {
          Collections.shuffle(experiments, random);
          round.add(new PlannedWindows(number, 1, group.suite(), group.contender(), experiments));
        }
      }
      Collections.shuffle(round, random);
      all.addAll(round);
    }
    return all;
  }

  /** What is measured on servers of the same kind. */
  private record Group(Suite suite, Contender contender, List<Suite> of, Profile profile) {

    Stream<Experiment> experiments() {
      return of.stream()
          .flatMap(part ->
              part.levels(profile).stream()
                  .filter(level -> part.measures(contender, level))
                  .map(level -> new Experiment(part, level)));
    }
  }

  /**
   * A suite has servers of its own, but for the smoke: there one server of each model serves all.
   */
  private static List<Group> groups(RunOptions options) {
    if (options.profile() == Profile.SMOKE) {
      return options.models().stream()
          .map(model ->
              new Group(Suites.smoke(), Contender.of(model), options.suites(), options.profile()))
          .toList();
    }
    return options.suites().stream()
        .flatMap(suite ->
            suite.contenders(options.profile(), options.models()).stream()
                .map(contender -> new Group(suite, contender, List.of(suite), options.profile())))
        .toList();
  }

  private static Map<WireProtocol, List<Experiment>> byWire(List<Experiment> experiments) {
    Map<WireProtocol, List<Experiment>> byWire = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      byWire.computeIfAbsent(experiment.level().wire(), _ -> new ArrayList<>()).add(experiment);
    }
    return byWire;
  }

  /** The cells that a run has, whether there is room for them or not. */
  static List<Cell> cells(RunOptions options, Room room) {
    return groups(options).stream()
        .flatMap(group -> group.experiments().map(experiment -> cell(group, experiment, room)))
        .toList();
  }

  private static Cell cell(Group group, Experiment experiment, Room room) {
    Cell cell = group.suite().cell(experiment, group.contender());
    return room.obstacle(experiment.level()).map(cell::refusedBecause).orElse(cell);
  }

  /** The same again for the cells that {@code wanted} chooses; empty if it chooses none. */
  Optional<PlannedWindows> again(Predicate<Cell> wanted) {
    List<Experiment> some =
        experiments.stream().filter(experiment -> wanted.test(experiment.cell(contender))).toList();
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlannedWindows(number, attempt + 1, suite, contender, some));
  }

  /** The cells of the windows, in their order. */
  List<Cell> cells() {
    return experiments.stream().map(experiment -> experiment.cell(contender)).toList();
  }

  /** For the record of the plan. */
  PlannedRound planned() {
    return new PlannedRound(
        number, suite.name(), contender.toString(), cells().stream().map(Cell::id).toList());
  }
}
