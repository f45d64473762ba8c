package org.concurrencybench.suite.run;

import java.nio.file.Path;

/**
 * How a run went.
 *
 * @param directory where its results are
 * @param failedRounds rounds that ended before all their windows were measured
 * @param cellsWithoutValidRound cells that no valid window stands for
 */
public record RunSummary(Path directory, int failedRounds, int cellsWithoutValidRound) {

  /**
   * Whether the run counts as failed.
   *
   * @param strict whether it also does if a cell has nothing valid to show
   */
  public boolean failed(boolean strict) {
    return failedRounds > 0 || (strict && cellsWithoutValidRound > 0);
  }
}
