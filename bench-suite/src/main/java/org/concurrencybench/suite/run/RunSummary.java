package org.concurrencybench.suite.run;

import java.nio.file.Path;

/**
 * How a run went.
 *
 * @param directory where its results are
 * @param failedRounds rounds that ended before all their windows were measured
 * @param cellsWithoutValidRound cells that no valid window stands for
 */
public record RunSummary(Path directory, int failedRounds, int cellsWithoutValidRound) {}
