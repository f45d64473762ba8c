package org.concurrencybench.report.svg;

import java.util.List;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;

/**
 * A figure of loads that no line joins: a row for each contender, values to the right.
 *
 * <pre>
 *   http/hello/open-5000/c100
 *     threaded       |----o--|            42.1
 *     async      |-o-|                    35.5
 * </pre>
 */
final class DotPanel {

  private static final double NAMES = 190;
  private static final double VALUES = 170;
  private static final double ROW = 21;
  private static final double LOAD = 24;

  private final Sheet sheet;
  private final SuiteSummary suite;
  private final Figure figure;
  private final List<String> loads;
  private final Axis values;

  DotPanel(
      Sheet sheet,
      SuiteSummary suite,
      Figure figure,
      List<String> loads,
      double smallest,
      double largest) {
    this.sheet = sheet;
    this.suite = suite;
    this.figure = figure;
    this.loads = loads;
    this.values = Axis.of(smallest, largest, Sheet.SIDE + NAMES, Sheet.WIDTH - Sheet.SIDE - VALUES);
  }

  void draw() {
    Drawing drawing = sheet.drawing();
    sheet.grow(14);
    double top = sheet.bottom();
    double height =
        loads.stream().mapToDouble(load -> LOAD + ROW * suite.under(load).count()).sum();
    List<Double> ticks = values.ticks(7);
    for (double tick : ticks) {
      drawing.line("grid", values.at(tick), top, values.at(tick), top + height);
      drawing.text(
          "soft", Drawing.Anchor.MIDDLE, values.at(tick), top + height + 16, Names.tick(tick));
    }
    loads.forEach(this::load);
    drawing.line("frame", values.start(), top + height, values.end(), top + height);
    drawing.text(
        "soft",
        Drawing.Anchor.MIDDLE,
        (values.start() + values.end()) / 2,
        top + height + 34,
        figure.label());
    sheet.grow(40);
  }

  private void load(String load) {
    sheet.grow(LOAD);
    sheet.drawing().text("panel", Drawing.Anchor.START, Sheet.SIDE, sheet.bottom() - 6, load);
    suite.under(load).forEach(this::row);
  }

  private void row(CellSummary cell) {
    Drawing drawing = sheet.drawing();
    Theme theme = sheet.theme();
    sheet.grow(ROW);
    double middle = sheet.bottom() - ROW / 2;
    String contender = cell.cell().contender();
    Reached reached = Reached.of(cell, figure);
    drawing.text("", Drawing.Anchor.START, Sheet.SIDE + 14, middle + 4, name(cell));
    drawing.line("grid", values.start(), middle, values.end(), middle);
    String whisker = theme.line(contender) + " whisker";
    reached.invalid().forEach(value -> drawing.cross(whisker, values.at(value), middle));
    double right = values.end() + 14;
    if (reached.spread().isEmpty()) {
      drawing.text("soft", Drawing.Anchor.START, right, middle + 4, reached.words());
      return;
    }
    Spread spread = reached.spread().get();
    spread
        .whisker()
        .ifPresent(ends -> {
          drawing.line(whisker, values.at(ends.low()), middle, values.at(ends.high()), middle);
          for (double end : new double[] {ends.low(), ends.high()}) {
            if (values.holds(end)) {
              drawing.line(whisker, values.at(end), middle - 4, values.at(end), middle + 4);
            }
          }
        });
    reached.rounds().forEach(value -> drawing.dot(whisker, values.at(value), middle));
    drawing.mark(
        theme.mark(contender), theme.of(contender).mark(), values.at(spread.estimate()), middle);
    drawing.text("strong", Drawing.Anchor.START, right, middle + 4, value(spread, reached));
  }

  private static String name(CellSummary cell) {
    return cell.cell().contender() + (cell.cell().ranked() ? "" : " (unranked)");
  }

  private static String value(Spread spread, Reached reached) {
    String words = spread.words();
    String signed =
        reached.sign().equals("\u2265") ? reached.sign() + words : words + reached.sign();
    return reached.sustained() ? signed : signed + ", did not sustain";
  }
}
