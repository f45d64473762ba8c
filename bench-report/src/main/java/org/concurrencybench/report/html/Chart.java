package org.concurrencybench.report.html;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that charts.js needs to draw one chart. The names of the components are what the
 * script reads.
 *
 * @param id unique in the page
 * @param title what it shows
 * @param load the load, in words; empty where the axis names it
 * @param about what else a reader must know, in words; empty if nothing
 * @param conditions where and how it was measured: stands on the chart itself
 * @param x the axis below
 * @param y the axis at the left
 * @param xs where the points of all lines lie, ascending
 * @param marksAt the points that carry a mark; null for all
 * @param bar what a band or whisker shows, in words; empty where none is drawn
 * @param lines one for each contender
 * @param references what is not a contender's: floor and ceiling of the driver
 */
record Chart(
    String id,
    String title,
    String load,
    String about,
    String conditions,
    Axis x,
    Axis y,
    List<Double> xs,
    @Nullable List<Integer> marksAt,
    String bar,
    List<Line> lines,
    List<Reference> references) {

  Chart {
    xs = List.copyOf(xs);
    lines = List.copyOf(lines);
    references = List.copyOf(references);
  }

  /** Whether there is anything to draw. */
  boolean hasSomething() {
    return lines.stream().anyMatch(Line::hasSomething);
  }

  /** How places lie on an axis. */
  enum Scale {
    LINEAR,
    LOG,
    /** {@code 1 / (1 - p)} on a logarithmic scale, as HdrHistogram's plots have it. */
    PERCENTILE,
    /** Names at 0, 1, 2 and so on. */
    NAMES,
    /** Seconds of rounds, one round after the other. */
    ROUNDS
  }

  /**
   * An axis.
   *
   * @param label what it is, with its unit unless that is {@code us}
   * @param unit {@code us} for times, which the script writes as us, ms or s; otherwise empty
   * @param ticks where names stand; null where the script chooses
   */
  record Axis(String label, String unit, Scale scale, @Nullable List<Tick> ticks) {}

  /** A name on an axis. */
  record Tick(double at, String label) {}

  /**
   * One contender.
   *
   * @param contender model and variant
   * @param joined whether a line joins the points
   * @param values estimates over the valid rounds, one for each of the chart's {@code xs}; null
   *     where there is none
   * @param low lower ends of {@link org.concurrencybench.report.figure.Spread#whisker}; null if
   *     none is drawn
   * @param high upper ends
   * @param signs what stands beside a point: {@code *} driver-limited, {@code >=} at least
   * @param dots every valid round
   * @param invalid windows whose round has no valid one, drawn as crosses
   * @param unsustained rounds in which the server did not sustain the load
   * @param rounds each round as a faint line of its own; empty where dots say the same
   */
  record Line(
      String contender,
      boolean joined,
      List<@Nullable Double> values,
      @Nullable List<@Nullable Double> low,
      @Nullable List<@Nullable Double> high,
      List<Sign> signs,
      List<Dot> dots,
      List<Dot> invalid,
      List<Dot> unsustained,
      List<Faint> rounds) {

    boolean hasSomething() {
      return values.stream().anyMatch(Objects::nonNull)
          || !invalid.isEmpty()
          || !unsustained.isEmpty()
          || !rounds.isEmpty();
    }
  }

  /** A sign beside the point of that index. */
  record Sign(int at, String sign) {}

  /**
   * A place.
   *
   * @param y null for the upper edge: it happened, and there is no value
   */
  record Dot(double x, @Nullable Double y) {}

  /**
   * One round of a contender.
   *
   * @param status of its window
   * @param values as those of the line; shorter if the rest is absent
   */
  record Faint(int round, String status, List<@Nullable Double> values) {}

  /** A line that belongs to no contender; one point is a level across the chart. */
  record Reference(String label, List<Dot> points) {}
}
