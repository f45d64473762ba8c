package org.concurrencybench.report.run;

import java.util.List;

/**
 * What was to be measured. The same plan and seed make the same order again.
 *
 * @param profile smoke, quick or full
 * @param suites names of the suites
 * @param models names of the models
 * @param rounds how often each suite and model was to run in fresh processes
 * @param seed of every shuffle and arrival time
 * @param windowSeconds length of a window
 * @param warmUpSeconds the longest that a warm-up may take
 * @param order the rounds in the order they were to run, each with its levels in the order of its
 *     windows
 */
public record Plan(
    String profile,
    List<String> suites,
    List<String> models,
    int rounds,
    long seed,
    double windowSeconds,
    double warmUpSeconds,
    List<PlannedRound> order) {

  /** Checks the ranges and takes copies. */
  public Plan {
    Check.text("profile", profile);
    suites = Check.list("suites", suites);
    models = Check.list("models", models);
    Check.atLeast("rounds", 1, rounds);
    Check.notNegative("windowSeconds", windowSeconds);
    Check.notNegative("warmUpSeconds", warmUpSeconds);
    order = Check.list("order", order);
  }
}
