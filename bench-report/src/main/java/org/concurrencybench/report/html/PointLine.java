package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chart whose points are cells: the estimate and its bar as {@link Spread} has them,
 * each round as a dot.
 */
final class PointLine {

  private final Figure figure;
  private final List<@Nullable Double> values = new ArrayList<>();
  private final List<@Nullable Double> low = new ArrayList<>();
  private final List<@Nullable Double> high = new ArrayList<>();
  private final List<Chart.Sign> signs = new ArrayList<>();
  private final List<Chart.Dot> dots = new ArrayList<>();
  private final List<Chart.Dot> invalid = new ArrayList<>();
  private final List<Chart.Dot> unsustained = new ArrayList<>();

  PointLine(Figure figure) {
    this.figure = figure;
  }

  /** Adds the next point; null where the contender has no cell. */
  void add(double x, @Nullable CellSummary cell) {
    Optional<Spread> spread =
        cell == null ? Optional.empty() : cell.spread(figure).filter(PointLine::isDrawable);
    values.add(spread.map(Spread::estimate).orElse(null));
    Optional<Interval> interval = spread.flatMap(Spread::whisker).filter(PointLine::isDrawable);
    low.add(interval.map(Interval::low).orElse(null));
    high.add(interval.map(Interval::high).orElse(null));
    if (cell != null) {
      add(x, cell, spread.isPresent());
    }
  }

  private void add(double x, CellSummary cell, boolean hasValue) {
    if (hasValue) {
      sign(cell).ifPresent(sign -> signs.add(new Chart.Sign(values.size() - 1, sign)));
      figures(cell.valid().stream()).forEach(value -> dots.add(new Chart.Dot(x, value)));
    }
    for (Window window : cell.saturated()) {
      // Only a rate means something where the load was not sustained: it is what was reached.
      unsustained.add(new Chart.Dot(x, figure.isRate() ? drawable(window) : null));
    }
    for (Round round : cell.cell().rounds()) {
      if (round.result().isEmpty()) {
        round.windows().stream()
            .filter(window -> window.status() == WindowStatus.INVALID)
            .findFirst()
            .ifPresent(window -> invalid.add(new Chart.Dot(x, drawable(window))));
      }
    }
  }

  /** The figure of an invalid window; a window that failed has zeros, which nobody measured. */
  private @Nullable Double drawable(Window window) {
    Double value = figure.of(window);
    return value == null || value == 0 || !isDrawable(value) ? null : value;
  }

  private Stream<Double> figures(Stream<Window> windows) {
    return windows.map(figure::of).filter(Objects::nonNull).filter(PointLine::isDrawable);
  }

  private Optional<String> sign(CellSummary cell) {
    if (cell.isDriverLimited(figure)) {
      return Optional.of("*");
    }
    if (cell.isUnjudged(figure)) {
      return Optional.of("?");
    }
    if (!figure.equals(Figure.REQUESTS_PER_SECOND)) {
      return Optional.empty();
    }
    return cell.limitedBy().map(limit -> limit == Peak.Limit.DRIVER ? "\u2265" : "^");
  }

  private static boolean isDrawable(Spread spread) {
    return isDrawable(spread.highest());
  }

  private static boolean isDrawable(Interval interval) {
    return isDrawable(interval.high()) && interval.low() > 0;
  }

  /** A number that a screen can show; a run from elsewhere may have any. */
  static boolean isDrawable(double value) {
    return Math.abs(value) < 1e18;
  }

  /** The line. */
  Chart.Line line(String contender, boolean joined) {
    boolean intervals = low.stream().anyMatch(Objects::nonNull);
    return new Chart.Line(
        contender,
        joined,
        values,
        intervals ? low : null,
        intervals ? high : null,
        signs,
        dots,
        invalid,
        unsustained,
        List.of());
  }
}
