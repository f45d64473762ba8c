package org.concurrencybench.report.compare;

import java.util.Objects;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one cell in two runs.
 *
 * @param cell the cell as run A has it
 * @param label what the figure is, with its unit
 * @param a its spread over the rounds of A that count; null without any
 * @param b the same of B
 * @param ratio B over A, of the geometric means; null if a run has no round that counts
 * @param interval the 95 % interval of the ratio, for this figure alone; null with fewer than three
 *     rounds in a run
 * @param adjustedP probability, corrected after Holm, of a ratio so far from 1 if there were no
 *     difference; null where there is no interval
 * @param outcome what it says
 * @param regressed whether B is worse by more than was allowed, also after correction; false where
 *     nothing was asked
 * @param reason why it was not compared; null if it was
 */
public record ComparedFigure(
    Cell cell,
    String label,
    @Nullable Spread a,
    @Nullable Spread b,
    @Nullable Double ratio,
    @Nullable Interval interval,
    @Nullable Double adjustedP,
    Outcome outcome,
    boolean regressed,
    @Nullable String reason) {

  /** Refuses one that was not compared and does not say why. */
  public ComparedFigure {
    Objects.requireNonNull(cell, "cell");
    if ((outcome == Outcome.NOT_COMPARED) != (reason != null)) {
      throw new IllegalArgumentException(outcome + " with the reason " + reason);
    }
  }

  /** What it says in words, the reason included. */
  public String words() {
    return (regressed ? "REGRESSION" : outcome.toString()) + (reason == null ? "" : ": " + reason);
  }
}
