package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Calibration;

/** A figure against the one number in which loads differ: a line for each contender. */
final class LinePanel {

  /** Contenders stand this far apart at the same value, so that whiskers do not hide each other. */
  private static final double BESIDE = 11;

  private static final double FACTOR_FOR_LOG = 8;

  private final Sheet sheet;
  private final SuiteSummary suite;
  private final Figure figure;
  private final Sweep sweep;
  private final Area area;
  private final Axis y;
  private final Axis x;

  LinePanel(Sheet sheet, SuiteSummary suite, Figure figure, Sweep sweep, Area area, Axis y) {
    this.sheet = sheet;
    this.suite = suite;
    this.figure = figure;
    this.sweep = sweep;
    this.area = area;
    this.y = y;
    this.x = horizontal(List.copyOf(sweep.loads().keySet()), area);
  }

  private static Axis horizontal(List<Double> values, Area area) {
    double low = values.getFirst();
    double high = values.getLast();
    double inset = 28;
    boolean logarithmic = low > 0 && high / low >= FACTOR_FOR_LOG;
    return new Axis(logarithmic, low, high, area.left() + inset, area.right() - inset);
  }

  /** Draws it, with what bounds the driver behind it. */
  void draw(List<Calibration.Ceiling> ceilings) {
    area.draw(sheet, sweep.title(), y, Names::tick);
    double free = Double.NEGATIVE_INFINITY;
    for (double value : sweep.loads().keySet()) {
      String label = Digits.of(value);
      double half = Drawing.width(label, 12) / 2;
      double at = x.at(value);
      area.tickBelow(sheet, at, at - half > free ? label : "");
      free = at - half > free ? at + half + 4 : free;
    }
    area.nameBelow(sheet, Names.parameter(sweep.parameter()));
    ceiling(ceilings);
    List<String> contenders =
        suite.contenders().stream()
            .filter(name ->
                sweep.loads().values().stream().anyMatch(load -> suite.at(load, name).isPresent()))
            .toList();
    for (int i = 0; i < contenders.size(); i++) {
      series(contenders.get(i), (i - (contenders.size() - 1) / 2.0) * BESIDE);
    }
  }

  private void ceiling(List<Calibration.Ceiling> ceilings) {
    List<Point> points =
        ceilings.stream()
            .filter(ceiling -> x.holds(ceiling.connections()))
            .sorted(Comparator.comparingInt(Calibration.Ceiling::connections))
            .map(ceiling ->
                new Point(x.at(ceiling.connections()), y.at(ceiling.requestsPerSecond())))
            .toList();
    if (points.size() > 1) {
      sheet.drawing().polyline("driver", points);
    } else {
      points.forEach(
          point -> sheet.drawing().line("driver", area.left(), point.y(), area.right(), point.y()));
    }
  }

  private void series(String contender, double beside) {
    Drawing drawing = sheet.drawing();
    Theme theme = sheet.theme();
    List<Point> points = new ArrayList<>();
    List<Runnable> above = new ArrayList<>();
    for (Map.Entry<Double, String> entry : sweep.loads().entrySet()) {
      double at = x.at(entry.getKey()) + beside;
      Optional<CellSummary> cell = suite.at(entry.getValue(), contender);
      if (cell.isEmpty()) {
        continue;
      }
      Reached reached = Reached.of(cell.get(), figure);
      reached.invalid().forEach(value -> above.add(() -> cross(contender, at, y.at(value))));
      if (reached.spread().isPresent()) {
        Spread spread = reached.spread().get();
        points.add(new Point(at, y.at(spread.estimate())));
        above.add(() -> point(contender, at, spread, reached));
      } else {
        above.add(() -> cross(contender, at, area.bottom() - 9));
      }
    }
    if (points.size() > 1) {
      drawing.polyline(theme.line(contender), points);
    }
    above.forEach(Runnable::run);
  }

  private void point(String contender, double at, Spread spread, Reached reached) {
    Drawing drawing = sheet.drawing();
    Theme theme = sheet.theme();
    double middle = y.at(spread.estimate());
    String whisker = theme.line(contender) + " whisker";
    spread
        .whisker()
        .ifPresent(ends -> {
          drawing.line(whisker, at, y.at(ends.low()), at, y.at(ends.high()));
          for (double end : new double[] {ends.low(), ends.high()}) {
            if (y.holds(end)) {
              drawing.line(whisker, at - 3, y.at(end), at + 3, y.at(end));
            }
          }
        });
    reached.rounds().forEach(value -> drawing.dot(whisker, at, y.at(value)));
    drawing.mark(theme.mark(contender), theme.of(contender).mark(), at, middle);
    if (!reached.sustained()) {
      drawing.line(whisker, at - 8, middle + 9, at + 8, middle + 9);
    }
    if (!reached.sign().isEmpty()) {
      drawing.text("strong", Drawing.Anchor.MIDDLE, at, middle - 9, reached.sign());
    }
  }

  private void cross(String contender, double at, double where) {
    sheet.drawing().cross(sheet.theme().line(contender) + " whisker", at, where);
  }
}
