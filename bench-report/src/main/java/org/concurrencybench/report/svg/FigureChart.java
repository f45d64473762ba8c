package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Conditions;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Loop;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;

/** One figure of a suite: lines where one number varies, rows of dots for all other loads. */
final class FigureChart {

  private final Run run;
  private final SuiteSummary suite;
  private final Figure figure;
  private final String title;
  private final String better;
  private final List<String> loads;

  private FigureChart(Run run, SuiteSummary suite, Figure figure, String title, String better) {
    this.run = run;
    this.suite = suite;
    this.figure = figure;
    this.title = title;
    this.better = better;
    this.loads = suite.loads().stream().filter(this::isShown).toList();
  }

  /**
   * The chart; empty if no cell has the figure.
   *
   * @param better which way is better, in words
   */
  static Optional<String> of(
      Run run, SuiteSummary suite, Figure figure, String title, String better) {
    FigureChart chart = new FigureChart(run, suite, figure, title, better);
    return chart.loads.isEmpty() ? Optional.empty() : Optional.of(chart.draw());
  }

  /** The rate of an open loop is what was offered, and worth a chart only where it was missed. */
  private boolean isShown(String load) {
    return suite.under(load).anyMatch(cell -> cell.has(figure) && !cell.isAsOffered(figure));
  }

  private String draw() {
    List<CellSummary> cells = loads.stream().flatMap(suite::under).toList();
    List<Sweep> sweeps = Sweep.of(suite, loads);
    List<String> joined =
        sweeps.stream().flatMap(sweep -> sweep.loads().values().stream()).toList();
    List<String> alone = loads.stream().filter(load -> !joined.contains(load)).toList();
    List<String> contenders =
        cells.stream().map(cell -> cell.cell().contender()).distinct().toList();
    Sheet sheet =
        new Sheet(new Theme(run), suite.suite() + ": " + title, figure.label() + "; " + better);
    sheet.key(contenders);
    double[] extremes = extremes(cells, sweeps);
    panels(sheet, sweeps, extremes);
    if (!alone.isEmpty()) {
      new DotPanel(sheet, suite, figure, alone, extremes[0], extremes[1]).draw();
    }
    cells.forEach(cell -> describe(sheet, cell));
    sheet.notes(notes(cells, !sweeps.isEmpty() && !ceilings(sweeps).isEmpty()));
    sheet.conditions(Conditions.of(run, cells));
    return sheet.svg(contenders);
  }

  private void panels(Sheet sheet, List<Sweep> sweeps, double[] extremes) {
    List<Area> areas = sweeps.isEmpty() ? List.of() : Area.rows(sheet, sweeps.size());
    for (int i = 0; i < sweeps.size(); i++) {
      Area area = areas.get(i);
      Axis y = Axis.of(extremes[0], extremes[1], area.bottom(), area.top());
      new LinePanel(sheet, suite, figure, sweeps.get(i), area, y).draw(ceilings(sweeps.get(i)));
    }
  }

  /** The smallest and the largest value that is drawn. */
  private double[] extremes(List<CellSummary> cells, List<Sweep> sweeps) {
    double[] values =
        Stream.concat(
                cells.stream().flatMap(cell -> Reached.of(cell, figure).values()),
                ceilings(sweeps).stream().map(Calibration.Ceiling::requestsPerSecond))
            .mapToDouble(Double::doubleValue)
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    return values.length == 0
        ? new double[] {0, 0}
        : new double[] {values[0], values[values.length - 1]};
  }

  private List<Calibration.Ceiling> ceilings(List<Sweep> sweeps) {
    return sweeps.stream().flatMap(sweep -> ceilings(sweep).stream()).distinct().toList();
  }

  /** What the driver can make of a server that does nothing, where that would bound the figure. */
  private List<Calibration.Ceiling> ceilings(Sweep sweep) {
    Calibration calibration = run.calibration();
    Cell cell =
        suite.under(sweep.loads().values().iterator().next()).findFirst().orElseThrow().cell();
    boolean bounded =
        figure.equals(Figure.REQUESTS_PER_SECOND)
            && cell.parameters().loop().equals(Optional.of(Loop.CLOSED))
            && sweep.parameter().equals(Parameters.CONNECTIONS);
    return calibration == null || !bounded
        ? List.of()
        : calibration.ceilings().stream()
            .filter(ceiling -> ceiling.protocol().equals(cell.protocol()))
            .toList();
  }

  private void describe(Sheet sheet, CellSummary cell) {
    Reached reached = Reached.of(cell, figure);
    String value = reached.spread().map(Spread::words).orElse(reached.words());
    sheet.describe(
        "%s, %s: %s%s%s."
            .formatted(
                cell.cell().load(),
                cell.cell().contender(),
                value,
                reached.sign(),
                reached.sustained() ? "" : ", did not sustain"));
  }

  private List<String> notes(List<CellSummary> cells, boolean hasCeiling) {
    List<Reached> all = cells.stream().map(cell -> Reached.of(cell, figure)).toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Mark: geometric mean of the valid rounds, which are the small dots. Whiskers: its 95 %"
            + " interval, from three rounds on, cut at the ends of the axis.");
    if (all.stream()
        .anyMatch(reached -> !reached.invalid().isEmpty() || reached.spread().isEmpty())) {
      notes.add(
          "\u00d7 a round that is invalid, because of the driver or the machine, and counts for"
              + " nothing; at the bottom: no valid round.");
    }
    if (all.stream().anyMatch(reached -> !reached.sustained() && reached.spread().isPresent())) {
      notes.add(
          "Underlined, or said so: the server did not sustain the load; this is what it reached.");
    }
    sign(all, "\u2265", "the driver was too busy: the server answers at least that.")
        .ifPresent(notes::add);
    sign(all, "^", "not a peak: neither the server's CPUs nor the driver's were busy.")
        .ifPresent(notes::add);
    sign(all, "*", "driver-limited: the driver's own lateness is over a quarter of it.")
        .ifPresent(notes::add);
    if (hasCeiling) {
      notes.add(
          "Dotted grey: the most that this driver can make, against a server that does nothing.");
    }
    return notes;
  }

  private static Optional<String> sign(List<Reached> all, String sign, String meaning) {
    return all.stream().anyMatch(reached -> reached.sign().equals(sign))
        ? Optional.of(sign + " " + meaning)
        : Optional.empty();
  }
}
