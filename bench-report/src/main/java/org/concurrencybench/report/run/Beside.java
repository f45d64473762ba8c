package org.concurrencybench.report.run;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
   * @param median the middle one of them; of an even number the larger of the middle two, in older
   *     runs their mean
   * @param driverLimited whether in some round it says more about the driver than the server
   * @param mean their geometric mean; null for percentiles, where one is zero or less, and in older
   *     runs
   * @param lowerMedian the smaller of the middle two where there is no mean; null where there is
   *     one and in older runs
   */
  public record Value(
      String cell,
      int rounds,
      double median,
      boolean driverLimited,
      @Nullable Double mean,
      @Nullable Double lowerMedian) {

    /** A value as older runs have it. */
    public Value(String cell, int rounds, double median, boolean driverLimited) {
      this(cell, rounds, median, driverLimited, null, null);
    }

    /** The one number that stands for the rounds. */
    public double estimate() {
      return mean == null ? median : mean;
    }

    /** How it was found, for people: {@code geometric mean}, {@code middle round}. */
    public String estimator() {
      if (mean != null) {
        return "geometric mean";
      }
      return lowerMedian == null ? "median" : "middle round";
    }

    /** Checks the ranges. */
    public Value {
      Check.text("cell", cell);
      Check.atLeast("rounds", 1, rounds);
      Check.finite("median", median);
      Check.finite("mean", mean);
      Check.finite("lowerMedian", lowerMedian);
    }
  }
}
