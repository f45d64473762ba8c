package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Conditions;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;

/**
 * Response times of a suite by percentile, a panel a load. Open loops only: the percentiles of a
 * closed loop flatter the server that is slow, since it is then asked less often.
 */
final class PercentileChart {

  private static final double LEAST_NINES = 2;

  /** Where marks stand and, when it is calibrated, the driver's floor. */
  private static final Map<Percentile, Double> LISTED =
      new EnumMap<>(
          Map.of(
              Percentile.P50,
              Math.log10(2),
              Percentile.P90,
              1.0,
              Percentile.P99,
              2.0,
              Percentile.P99_9,
              3.0,
              Percentile.P99_99,
              4.0));

  private static final List<String> TICKS =
      List.of("90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %", "99.99999 %");

  private final Run run;
  private final SuiteSummary suite;
  private final List<String> loads;
  private final Map<CellSummary, PercentileCurve> curves = new HashMap<>();

  private PercentileChart(Run run, SuiteSummary suite, RunDirectory directory) {
    this.run = run;
    this.suite = suite;
    this.loads = suite.loads().stream().filter(this::isShown).toList();
    loads.stream()
        .flatMap(suite::under)
        .forEach(cell -> curves.put(cell, PercentileCurve.of(directory, cell)));
  }

  /** The chart; empty if no open loop of the suite has response times. */
  static Optional<String> of(Run run, SuiteSummary suite, RunDirectory directory) {
    PercentileChart chart = new PercentileChart(run, suite, directory);
    return chart.loads.isEmpty() ? Optional.empty() : Optional.of(chart.draw());
  }

  private boolean isShown(String load) {
    return suite
        .under(load)
        .anyMatch(cell ->
            !cell.cell().parameters().isClosedLoop() && cell.has(Figure.response(Percentile.P50)));
  }

  private String draw() {
    List<CellSummary> cells = loads.stream().flatMap(suite::under).toList();
    List<String> contenders =
        cells.stream().map(cell -> cell.cell().contender()).distinct().toList();
    Sheet sheet =
        new Sheet(
            new Theme(run),
            suite.suite() + ": response time by percentile",
            "from the moment a request was due; lower is better");
    sheet.key(contenders);
    double[] extremes = extremes(cells);
    List<Area> areas = Area.rows(sheet, loads.size());
    for (int i = 0; i < loads.size(); i++) {
      panel(sheet, loads.get(i), areas.get(i), extremes);
    }
    cells.forEach(cell -> describe(sheet, cell));
    sheet.notes(notes(cells));
    sheet.conditions(Conditions.of(run, cells));
    return sheet.svg(contenders);
  }

  /** Its places; none where there is no log. */
  private List<PercentileCurve.At> curve(CellSummary cell) {
    PercentileCurve curve = curves.get(cell);
    return curve == null ? List.of() : curve.points();
  }

  private double[] extremes(List<CellSummary> cells) {
    double[] values =
        Stream.of(
                curves.values().stream()
                    .flatMap(curve -> curve.points().stream())
                    .flatMap(at -> Stream.of(at.micros().lowest(), at.micros().highest())),
                cells.stream().flatMap(PercentileChart::listed),
                loads.stream().flatMap(this::floors).flatMap(PercentileChart::listed))
            .flatMap(each -> each)
            .mapToDouble(Double::doubleValue)
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    // Where every time is zero a logarithm has no place for it, and the axis is any.
    return values.length == 0
        ? new double[] {1, 10}
        : new double[] {values[0], values[values.length - 1]};
  }

  private static Stream<Double> listed(CellSummary cell) {
    return LISTED.keySet().stream()
        .flatMap(percentile -> cell.spread(Figure.response(percentile)).stream())
        .map(Spread::estimate);
  }

  private static Stream<Double> listed(Calibration.Floor floor) {
    return LISTED.keySet().stream().map(floor.response()::micros).filter(Objects::nonNull);
  }

  /** What the driver sees at best of such a load. */
  private Stream<Calibration.Floor> floors(String load) {
    Calibration calibration = run.calibration();
    if (calibration == null) {
      return Stream.empty();
    }
    var cell = suite.under(load).findFirst().orElseThrow().cell();
    return calibration.floors().stream()
        .filter(floor ->
            floor.protocol().equals(cell.protocol())
                && Objects.equals(
                    cell.parameters().number(Parameters.RATE_PER_SECOND), floor.ratePerSecond())
                && Objects.equals(
                    cell.parameters().number(Parameters.CONNECTIONS),
                    (double) floor.connections()));
  }

  private void panel(Sheet sheet, String load, Area area, double[] extremes) {
    Axis y = Axis.log(extremes[0], extremes[1], area.bottom(), area.top());
    double nines =
        Stream.concat(
                suite
                    .under(load)
                    .flatMap(cell -> curve(cell).stream())
                    .map(PercentileCurve.At::nines),
                Stream.of(LEAST_NINES))
            .max(Double::compare)
            .orElse(LEAST_NINES);
    Axis x = new Axis(false, 0, nines * 1.02, area.left(), area.right());
    area.draw(sheet, load, y, PercentileChart::time);
    area.tickBelow(sheet, x.at(Math.log10(2)), "50 %");
    for (int nine = 1; nine <= nines && nine <= TICKS.size(); nine++) {
      double at = x.at(nine);
      sheet.drawing().line("grid", at, area.top(), at, area.bottom());
      String label = TICKS.get(nine - 1);
      boolean fits = Drawing.width(label, 12) < x.at(nine) - x.at(nine - 1.0) || nine == 1;
      area.tickBelow(sheet, at, fits ? label : "");
    }
    area.nameBelow(sheet, "percentile of response time");
    floors(load).forEach(floor -> floor(sheet, floor, x, y));
    suite.under(load).forEach(cell -> series(sheet, cell, x, y));
  }

  private static void floor(Sheet sheet, Calibration.Floor floor, Axis x, Axis y) {
    List<Point> points =
        LISTED.entrySet().stream()
            .filter(entry ->
                floor.response().micros(entry.getKey()) != null && x.holds(entry.getValue()))
            .sorted(Map.Entry.comparingByValue())
            .map(entry ->
                new Point(
                    x.at(entry.getValue()),
                    y.at(Objects.requireNonNull(floor.response().micros(entry.getKey())))))
            .toList();
    if (points.size() > 1) {
      sheet.drawing().polyline("driver", points);
    }
  }

  private void series(Sheet sheet, CellSummary cell, Axis x, Axis y) {
    Drawing drawing = sheet.drawing();
    Theme theme = sheet.theme();
    String contender = cell.cell().contender();
    List<PercentileCurve.At> points = curve(cell);
    if (points.size() > 1) {
      if (cell.valid().size() > 1) {
        drawing.area(theme.band(contender), band(points, x, y));
      }
      drawing.polyline(
          theme.line(contender),
          points.stream()
              .map(at -> new Point(x.at(at.nines()), y.at(at.micros().estimate())))
              .toList());
    }
    LISTED.forEach((percentile, nines) -> {
      Figure figure = Figure.response(percentile);
      if (x.holds(nines)) {
        cell.spread(figure)
            .ifPresent(spread ->
                mark(
                    sheet,
                    contender,
                    x.at(nines),
                    y.at(spread.estimate()),
                    cell.isDriverLimited(figure)));
      }
    });
  }

  private static List<Point> band(List<PercentileCurve.At> points, Axis x, Axis y) {
    List<Point> band = new ArrayList<>();
    points.forEach(at -> band.add(new Point(x.at(at.nines()), y.at(at.micros().highest()))));
    points
        .reversed()
        .forEach(at -> band.add(new Point(x.at(at.nines()), y.at(at.micros().lowest()))));
    return band;
  }

  private static void mark(Sheet sheet, String contender, double x, double y, boolean limited) {
    Theme theme = sheet.theme();
    sheet.drawing().mark(theme.mark(contender), theme.of(contender).mark(), x, y);
    if (limited) {
      sheet.drawing().text("strong", Drawing.Anchor.START, x + 5, y - 3, "*");
    }
  }

  /** As {@code 250 us}, {@code 10 ms}, {@code 2 s}. */
  private static String time(double micros) {
    if (micros < 1e3) {
      return Names.tick(micros) + " us";
    }
    return micros < 1e6 ? Names.tick(micros / 1e3) + " ms" : Names.tick(micros / 1e6) + " s";
  }

  private static void describe(Sheet sheet, CellSummary cell) {
    Figure p99 = Figure.response(Percentile.P99);
    sheet.describe(
        "%s, %s: p99 %s%s."
            .formatted(
                cell.cell().load(),
                cell.cell().contender(),
                cell.spread(p99).map(spread -> spread.words() + " us").orElse("not known"),
                cell.isDriverLimited(p99) ? ", driver-limited" : ""));
  }

  private List<String> notes(List<CellSummary> cells) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Line: the middle of the valid rounds at each percentile, of an even number the larger of the"
            + " middle two; no percentile is averaged. Band: the lowest and the highest"
            + " of them. Each curve ends with fewer than ten samples beyond.");
    if (cells.stream()
        .anyMatch(cell ->
            LISTED.keySet().stream().map(Figure::response).anyMatch(cell::isDriverLimited))) {
      notes.add("* driver-limited: the driver's own lateness is over a quarter of it.");
    }
    if (loads.stream().flatMap(this::floors).findAny().isPresent()) {
      notes.add("Dotted grey: what this driver sees of a server that does nothing.");
    }
    for (CellSummary cell : cells) {
      PercentileCurve curve = curves.get(cell);
      if (curve != null && !curve.complaints().isEmpty()) {
        notes.add(
            "No line for %s, because of its interval logs: %s."
                .formatted(cell.cell().id(), String.join("; ", curve.complaints())));
      }
    }
    List<String> none =
        cells.stream()
            .filter(cell -> cell.valid().isEmpty())
            .map(cell ->
                cell.cell().contender() + " at " + cell.cell().load() + ": " + cell.rounds())
            .toList();
    if (!none.isEmpty()) {
      notes.add("Without a valid round: " + String.join("; ", none));
    }
    return notes;
  }
}
