package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Conditions;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;

/**
 * Charts of one figure over the loads of a suite: against the parameter that varies where there is
 * one, side by side for the loads that stand alone.
 */
final class FigureCharts {

  private static final List<Figure> FIGURES =
      List.of(
          Figure.CPU_PER_REQUEST,
          Figure.CPU_PER_DELIVERY,
          Figure.BYTES_PER_CONNECTION,
          Figure.BYTES_WITHOUT_KERNEL,
          Figure.REQUESTS_PER_SECOND,
          Figure.DELIVERIES_PER_SECOND,
          Figure.response(Percentile.P99),
          Figure.SWITCHES_PER_REQUEST,
          Figure.OS_THREADS);

  private static final int MOST_TICKS = 8;

  private final Run run;
  private final SuiteSummary suite;
  private final String idPrefix;
  private final List<Chart> charts = new ArrayList<>();

  private FigureCharts(Run run, SuiteSummary suite, String idPrefix) {
    this.run = run;
    this.suite = suite;
    this.idPrefix = idPrefix;
  }

  /**
   * The charts of a suite that have something to draw.
   *
   * @param idPrefix what their ids begin with
   */
  static List<Chart> of(Run run, SuiteSummary suite, String idPrefix) {
    return new FigureCharts(run, suite, idPrefix).charts();
  }

  private List<Chart> charts() {
    List<Sweep> sweeps = Sweep.of(suite);
    Set<String> swept = new HashSet<>();
    for (Sweep sweep : sweeps) {
      figures(sweep.cells()).forEach(figure -> add(against(sweep, figure, knee(sweep))));
      sweep.cells().forEach(cell -> swept.add(cell.cell().load()));
    }
    for (Sweep sweep : ProbedRates.sweeps(suite)) {
      String knee = ProbedRates.words(suite, sweep);
      figures(sweep.cells()).forEach(figure -> add(against(sweep, figure, knee)));
    }
    List<CellSummary> alone =
        suite.cells().stream().filter(cell -> !swept.contains(cell.cell().load())).toList();
    figures(alone).forEach(figure -> add(sideBySide(alone, figure)));
    return charts;
  }

  private void add(Chart chart) {
    if (chart.hasSomething()) {
      charts.add(chart);
    }
  }

  /** What is paid for in a chat is a delivery; a request is a publish, and one figure of many. */
  private static List<Figure> figures(List<CellSummary> cells) {
    boolean chat = cells.stream().anyMatch(cell -> cell.has(Figure.DELIVERIES_PER_SECOND));
    return FIGURES.stream()
        .filter(figure -> cells.stream().anyMatch(cell -> isSeen(cell, figure)))
        .filter(figure ->
            !chat
                || !(figure.equals(Figure.CPU_PER_REQUEST)
                    || figure.equals(Figure.REQUESTS_PER_SECOND)
                    || figure.equals(Figure.SWITCHES_PER_REQUEST)))
        .toList();
  }

  /** Whether there is a figure, or an invalid window that would have one. */
  private static boolean isSeen(CellSummary cell, Figure figure) {
    return (cell.has(figure) && !cell.isAsOffered(figure))
        || cell.cell().rounds().stream()
            .filter(round -> round.result().isEmpty() && !isOfferedRate(cell, figure))
            .flatMap(round -> round.windows().stream())
            .map(figure::of)
            .anyMatch(value -> value != null && value > 0);
  }

  private static boolean isOfferedRate(CellSummary cell, Figure figure) {
    return figure.isRate() && !cell.cell().parameters().isClosedLoop();
  }

  private static String knee(Sweep sweep) {
    return sweep.parameter().equals(Parameters.RATE_PER_SECOND) ? Knee.words(sweep) : "";
  }

  /**
   * A figure against the parameter of a sweep.
   *
   * @param knee where the server stops to keep up, in words; said where times are drawn
   */
  private Chart against(Sweep sweep, Figure figure, String knee) {
    List<Double> xs = sweep.values();
    List<Chart.Line> lines = new ArrayList<>();
    for (String contender : sweep.contenders()) {
      Map<Double, CellSummary> cells = sweep.of(contender);
      PointLine line = new PointLine(figure);
      xs.forEach(x -> line.add(x, cells.get(x)));
      lines.add(line.line(contender, true));
    }
    boolean rates = sweep.parameter().equals(Parameters.RATE_PER_SECOND);
    return new Chart(
        nextId(),
        title(sweep.cells(), figure) + (rates ? " against rate" : ""),
        where(sweep),
        (figure.percentile() == null ? "" : knee) + along(sweep),
        Conditions.line(run, sweep.cells()),
        new Chart.Axis(
            Words.of(sweep.parameter()),
            "",
            xs.getFirst() > 0 ? Chart.Scale.LOG : Chart.Scale.LINEAR,
            xs.size() <= MOST_TICKS
                ? xs.stream().map(x -> new Chart.Tick(x, Digits.of(x))).toList()
                : null),
        y(sweep.cells(), figure, lines),
        xs,
        null,
        bar(figure),
        lines,
        references(sweep, figure));
  }

  private static String where(Sweep sweep) {
    return sweep.fixed().entrySet().stream()
        .map(value -> Words.of(value.getKey(), value.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String along(Sweep sweep) {
    return sweep.along().isEmpty()
        ? ""
        : "Changes along with it: "
            + sweep.along().stream().map(Words::of).collect(Collectors.joining(", "))
            + ".";
  }

  private Chart sideBySide(List<CellSummary> cells, Figure figure) {
    List<String> loads =
        cells.stream()
            .filter(cell -> cell.has(figure) || cell.standing() != CellSummary.Standing.NOT_RUN)
            .map(cell -> cell.cell().load())
            .distinct()
            .toList();
    List<Double> xs = new ArrayList<>();
    List<Chart.Tick> ticks = new ArrayList<>();
    for (int i = 0; i < loads.size(); i++) {
      xs.add((double) i);
      ticks.add(new Chart.Tick(i, loads.get(i)));
    }
    List<Chart.Line> lines = new ArrayList<>();
    for (String contender :
        cells.stream().map(cell -> cell.cell().contender()).distinct().toList()) {
      PointLine line = new PointLine(figure);
      for (int i = 0; i < loads.size(); i++) {
        line.add(i, suite.at(loads.get(i), contender).orElse(null));
      }
      lines.add(line.line(contender, false));
    }
    return new Chart(
        nextId(),
        title(cells, figure),
        "",
        "",
        Conditions.line(run, cells),
        new Chart.Axis("load", "", Chart.Scale.NAMES, ticks),
        y(cells, figure, lines),
        xs,
        null,
        bar(figure),
        lines,
        List.of());
  }

  private static String bar(Figure figure) {
    return figure.percentile() == null
        ? "95 % interval of the geometric mean"
        : "from the lowest round to the highest";
  }

  private String nextId() {
    return idPrefix + "-figure-" + (charts.size() + 1);
  }

  private static String title(List<CellSummary> cells, Figure figure) {
    Percentile percentile = figure.percentile();
    return percentile == null ? titleOf(figure) : times(cells) + ", " + percentile;
  }

  /** In a chat the times are those of deliveries. */
  static String times(List<CellSummary> cells) {
    return cells.stream().anyMatch(cell -> cell.has(Figure.DELIVERIES_PER_SECOND))
        ? "Delivery time"
        : "Response time";
  }

  private static String titleOf(Figure figure) {
    if (figure.equals(Figure.CPU_PER_REQUEST)) {
      return "Server CPU per request";
    }
    if (figure.equals(Figure.CPU_PER_DELIVERY)) {
      return "Server CPU per delivery";
    }
    if (figure.equals(Figure.BYTES_PER_CONNECTION)) {
      return "Memory per connection";
    }
    if (figure.equals(Figure.BYTES_WITHOUT_KERNEL)) {
      return "Memory per connection, without the kernel's sockets";
    }
    if (figure.equals(Figure.REQUESTS_PER_SECOND)) {
      return "Requests answered";
    }
    if (figure.equals(Figure.DELIVERIES_PER_SECOND)) {
      return "Messages delivered";
    }
    if (figure.equals(Figure.SWITCHES_PER_REQUEST)) {
      return "OS context switches per request";
    }
    return figure.label();
  }

  /** From zero where zero says something; a logarithm where nothing else shows the small ones. */
  private static Chart.Axis y(List<CellSummary> cells, Figure figure, List<Chart.Line> lines) {
    double[] values =
        lines.stream()
            .flatMap(line ->
                Stream.concat(
                    line.values().stream(), line.unsustained().stream().map(Chart.Dot::y)))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    boolean wide = values.length > 0 && values[0] > 0 && values[values.length - 1] > 20 * values[0];
    Chart.Scale scale = wide ? Chart.Scale.LOG : Chart.Scale.LINEAR;
    return figure.percentile() != null
        ? new Chart.Axis(title(cells, figure), "us", scale, null)
        : new Chart.Axis(figure.label(), "", scale, null);
  }

  private List<Chart.Reference> references(Sweep sweep, Figure figure) {
    Calibration calibration = run.calibration();
    if (calibration == null) {
      return List.of();
    }
    return figure.equals(Figure.REQUESTS_PER_SECOND)
        ? DriverLines.ceilings(calibration, sweep)
        : figure.percentile() == null
            ? List.of()
            : DriverLines.floor(calibration, sweep, figure.percentile());
  }
}
