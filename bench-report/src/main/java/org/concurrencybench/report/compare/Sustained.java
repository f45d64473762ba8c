package org.concurrencybench.report.compare;

import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.statistics.LogMean;

/**
 * How often a load was sustained in two runs, where that differs. A round that was not sustained
 * has no figure, so that no ratio would show it.
 *
 * @param cell the cell as run A has it
 * @param keptA rounds of A in which the server kept up
 * @param roundsA rounds of A that are not invalid
 * @param keptB the same of B
 * @param roundsB the same of B
 */
public record Sustained(Cell cell, int keptA, int roundsA, int keptB, int roundsB) {

  static Sustained of(CellSummary a, CellSummary b) {
    return new Sustained(
        a.cell(),
        a.valid().size(),
        a.valid().size() + a.saturated().size(),
        b.valid().size(),
        b.valid().size() + b.saturated().size());
  }

  /** Whether the two differ at all. */
  boolean differs() {
    return roundsA > 0 && roundsB > 0 && (long) keptA * roundsB != (long) keptB * roundsA;
  }

  /**
   * Always in A, never in B, three rounds or more each: it does not take statistics to see that.
   */
  public boolean isLost() {
    return Math.min(roundsA, roundsB) >= LogMean.LEAST_ROUNDS && keptA == roundsA && keptB == 0;
  }

  /** As {@code sustained in 3 of 3 rounds of A, in 0 of 3 of B}. */
  public String words() {
    return "sustained in %s of %s rounds of A, in %s of %s of B"
        .formatted(keptA, roundsA, keptB, roundsB);
  }
}
