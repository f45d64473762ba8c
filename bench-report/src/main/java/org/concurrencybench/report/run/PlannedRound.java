package org.concurrencybench.report.run;

import java.util.List;

/**
 * One suite and model in fresh processes.
 *
 * @param number the round, from 1
 * @param suite the suite's name
 * @param model the model's name
 * @param cells ids of the cells whose windows follow each other there, in that order
 */
public record PlannedRound(int number, String suite, String model, List<String> cells) {

  /** Checks the ranges and takes copies. */
  public PlannedRound {
    Check.atLeast("number", 1, number);
    Check.text("suite", suite);
    Check.text("model", model);
    cells = Check.list("cells", cells);
  }
}
