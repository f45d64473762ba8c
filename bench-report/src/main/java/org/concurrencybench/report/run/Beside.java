package org.concurrencybench.report.run;

import java.util.List;
import java.util.Objects;

/**
 * A figure that explains a claim and decides nothing: switches, threads, memory.
 *
 * @param says what it is, in words
 * @param figure the name of the figure in run.json, as {@code osThreads}
 * @param unit its unit; empty for a plain number
 * @param values one for each cell that has it
 */
public record Beside(String says, String figure, String unit, List<Value> values) {

  /** Takes a copy. */
  public Beside {
    Check.text("says", says);
    Check.text("figure", figure);
    Objects.requireNonNull(unit, "unit");
    values = Check.list("values", values);
  }

  /**
   * The figure of one cell.
   *
   * @param cell the cell's id
   * @param rounds how many rounds have it
   * @param median the middle one of them; of an even number of percentiles the larger of the middle
   *     two
   * @param driverLimited whether in some round it says more about the driver than the server
   */
  public record Value(String cell, int rounds, double median, boolean driverLimited) {

    /** Checks the ranges. */
    public Value {
      Check.text("cell", cell);
      Check.atLeast("rounds", 1, rounds);
      Check.finite("median", median);
    }
  }
}
