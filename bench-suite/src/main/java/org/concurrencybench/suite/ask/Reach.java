package org.concurrencybench.suite.ask;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.suites.KneeAxis;
import org.jspecify.annotations.Nullable;

/**
 * How far a model can go along one axis: the middle one of its rounds.
 *
 * @param axis what was raised
 * @param met the highest load that met the objective; null if none did
 * @param above the lowest above it that did not; null if all that were tried met it, or what came
 *     above could not be measured
 * @param rounds how many rounds say so
 */
record Reach(KneeAxis axis, @Nullable Double met, @Nullable Double above, int rounds) {

  private static final Figure DRIVER_LIMITED = Figure.extra("kneeDriverLimited");

  /** What a cell shows; empty if none of its rounds counts. */
  static Optional<Reach> of(Cell cell, KneeAxis axis) {
    List<Window> windows =
        cell.rounds().stream().map(Round::result).flatMap(Optional::stream).toList();
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    Stream<Window> limitedByServer =
        windows.stream().filter(window -> !Double.valueOf(1).equals(DRIVER_LIMITED.of(window)));
    return Optional.of(
        new Reach(
            axis,
            middle(windows.stream(), Figure.extra(axis.metFigure())),
            middle(limitedByServer, Figure.extra(axis.aboveFigure())),
            windows.size()));
  }

  private static @Nullable Double middle(Stream<Window> windows, Figure figure) {
    List<Double> values =
        windows.map(figure::of).flatMap(value -> Stream.ofNullable(value)).toList();
    return Spread.ofListed(values).map(Spread::estimate).orElse(null);
  }

  boolean meets(double load) {
    return met != null && met >= load;
  }

  /**
   * In a table: {@code 40,000 (8x), not 80,000}.
   *
   * @param asked the load that was asked about
   */
  String inWords(double asked) {
    if (met == null) {
      return above == null ? "unknown" : "not even " + Digits.of(above);
    }
    String reached = Digits.of(met) + " (" + Factor.of(met, asked) + ")";
    return above == null ? "at least " + reached : reached + ", not " + Digits.of(above);
  }
}
