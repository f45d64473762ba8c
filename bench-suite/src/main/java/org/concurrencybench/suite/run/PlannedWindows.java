package org.concurrencybench.suite.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.PlannedRound;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.suite.suites.Suite;

/**
 * One round: the levels that one pair of fresh processes, server and driver, goes through.
 *
 * @param number the round's number, from 1
 * @param suite the experiment
 * @param model the model's name
 * @param levels the windows, in their order; all over one wire protocol, because a server speaks
 *     one
 */
record PlannedWindows(int number, Suite suite, String model, List<Level> levels) {

  /** Takes a copy. */
  PlannedWindows {
    levels = List.copyOf(levels);
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
      for (Suite suite : options.suites()) {
        for (String model : options.models()) {
          List<Level> fitting =
              suite.levels(options.profile()).stream().filter(room::fits).toList();
          for (List<Level> levels : byWire(fitting).values()) {
            Collections.shuffle(levels, random);
            round.add(new PlannedWindows(number, suite, model, levels));
          }
        }
      }
      Collections.shuffle(round, random);
      all.addAll(round);
    }
    return all;
  }

  private static Map<WireProtocol, List<Level>> byWire(List<Level> levels) {
    Map<WireProtocol, List<Level>> byWire = new LinkedHashMap<>();
    for (Level level : levels) {
      byWire.computeIfAbsent(level.wire(), _ -> new ArrayList<>()).add(level);
    }
    return byWire;
  }

  /** The cells of the levels, in their order. */
  List<Cell> cells() {
    return levels.stream().map(level -> level.cell(suite.name(), model)).toList();
  }

  /** For the record of the plan. */
  PlannedRound planned() {
    return new PlannedRound(number, suite.name(), model, cells().stream().map(Cell::id).toList());
  }
}
