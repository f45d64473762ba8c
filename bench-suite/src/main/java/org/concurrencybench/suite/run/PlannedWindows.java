package org.concurrencybench.suite.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.PlannedRound;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.Experiment;
import org.concurrencybench.suite.suites.RoundPlan;
import org.concurrencybench.system.os.CpuLayout;

/**
 * One round: the windows that one pair of fresh processes, server and driver, goes through.
 *
 * @param number the round's number, from 1
 * @param attempt 1, or more if its windows are repeated because they were invalid
 * @param contender the server
 * @param experiments the windows, in their order; all over one wire protocol, because a server
 *     speaks one
 */
record PlannedWindows(int number, int attempt, Contender contender, List<Experiment> experiments) {

  /** In the record of a plan, where suites share the server. */
  private static final String TOGETHER = "together";

  /** Takes a copy. */
  PlannedWindows {
    experiments = List.copyOf(experiments);
  }

  /**
   * All rounds of a run, shuffled: drift of the machine then falls on every model alike, and no
   * model always follows the same one. What is compared in pairs stays together: rounds of the same
   * number, and in a round the servers that are loaded alike, because a shared machine is another
   * from one minute to the next. Levels for which there is no room are left out.
   */
  static List<PlannedWindows> shuffled(RunOptions options, Capacity capacity, CpuLayout layout) {
    var random = new Random(options.seed());
    List<PlannedWindows> all = new ArrayList<>();
    for (int number = 1; number <= options.rounds(); number++) {
      Map<String, List<PlannedWindows>> round = new LinkedHashMap<>();
      for (Servers servers : Servers.of(options, layout)) {
        List<Experiment> fitting =
            new ArrayList<>(
                servers.experiments().stream()
                    .filter(experiment -> capacity.fits(experiment.level()))
                    .toList());
        if (!fitting.isEmpty()) {
          Collections.shuffle(fitting, random);
          round
              .computeIfAbsent(servers.loadedAlike(), _ -> new ArrayList<>())
              .add(new PlannedWindows(number, 1, servers.contender(), fitting));
        }
      }
      List<List<PlannedWindows>> alike = new ArrayList<>(round.values());
      alike.forEach(servers -> Collections.shuffle(servers, random));
      Collections.shuffle(alike, random);
      alike.forEach(all::addAll);
    }
    return all;
  }

  /** The cells that a run has, whether there is room for them or not. */
  static List<Cell> cells(RunOptions options, Capacity capacity, CpuLayout layout) {
    return Servers.of(options, layout).stream()
        .flatMap(servers ->
            servers.experiments().stream().map(experiment -> cell(servers, experiment, capacity)))
        .toList();
  }

  private static Cell cell(Servers servers, Experiment experiment, Capacity capacity) {
    Cell cell = experiment.suite().cell(experiment, servers.contender());
    return capacity.obstacle(experiment.level()).map(cell::refusedBecause).orElse(cell);
  }

  /**
   * The same again for the cells that {@code wanted} chooses; empty if it chooses none.
   *
   * @param anew the number of the attempt
   */
  Optional<PlannedWindows> again(int anew, Predicate<Cell> wanted) {
    List<Experiment> some =
        experiments.stream().filter(experiment -> wanted.test(experiment.cell(contender))).toList();
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlannedWindows(number, anew, contender, some));
  }

  /** The cells of the windows, in their order. */
  List<Cell> cells() {
    return experiments.stream().map(experiment -> experiment.cell(contender)).toList();
  }

  /** For the record of the plan. */
  PlannedRound planned() {
    return new PlannedRound(
        number, suiteName(), contender.toString(), cells().stream().map(Cell::id).toList());
  }

  /** The suite whose windows they are, or that they are of several. */
  String suiteName() {
    List<String> names =
        experiments.stream().map(experiment -> experiment.suite().name()).distinct().toList();
    return names.size() == 1 ? names.getFirst() : TOGETHER;
  }

  /** For the fork. */
  RoundPlan plan(RunOptions options, CpuLayout machine, Path directory) {
    return RoundPlan.of(
        contender,
        options.profile(),
        number,
        attempt,
        options.seed(),
        machine,
        directory,
        experiments);
  }
}
