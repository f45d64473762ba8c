package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.CellSummary.Standing;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;

/** The lines of one suite in the terminal. */
final class TerminalBlock {

  private static final int WIDEST_BAR = 20;
  private static final int WIDEST_NAME = 26;
  private static final String GAP = "  ";

  private record Column(String header, Figure figure) {}

  private static final Column CPU_PER_REQUEST =
      new Column("CPU us/request", Figure.CPU_PER_REQUEST);
  private static final Column REQUESTS = new Column("requests/s", Figure.REQUESTS_PER_SECOND);

  private static final List<Column> PER_REQUEST = List.of(CPU_PER_REQUEST, REQUESTS);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("CPU us/delivery", Figure.CPU_PER_DELIVERY),
          CPU_PER_REQUEST,
          new Column("bytes/conn", Figure.BYTES_PER_CONNECTION),
          new Column("bytes/conn, no sockets", Figure.BYTES_WITHOUT_KERNEL),
          new Column("deliveries/s", Figure.DELIVERIES_PER_SECOND),
          REQUESTS,
          new Column("knee req/s", Figure.KNEE),
          new Column("p50 us", Figure.response(Percentile.P50)),
          new Column("p99 us", Figure.response(Percentile.P99)));

  /** What a narrow terminal does without, in this order. */
  private static final List<String> DISPENSABLE =
      List.of("p50 us", "requests/s", "deliveries/s", "p99 us");

  /** With less room than this a bar shows nothing. */
  private static final int LEAST_BAR = 8;

  private final SuiteSummary suite;
  private final Bar bar;
  private final int lineWidth;
  private final List<Column> columns;

  TerminalBlock(SuiteSummary suite, Bar bar, int lineWidth) {
    this.suite = suite;
    this.bar = bar;
    this.lineWidth = lineWidth;
    this.columns = new ArrayList<>(columns(suite));
    dropUntil(LEAST_BAR);
    if (room(grid()) < LEAST_BAR) {
      columns.clear();
      columns.addAll(columns(suite));
      dropUntil(0);
    }
  }

  /** Only columns that some cell fills; in a chat what is paid for is a delivery, not a request. */
  private static List<Column> columns(SuiteSummary suite) {
    boolean chat = suite.isKnown(Figure.DELIVERIES_PER_SECOND);
    return COLUMNS.stream()
        .filter(column -> suite.isKnown(column.figure()))
        .filter(column -> !chat || !PER_REQUEST.contains(column))
        .toList();
  }

  List<String> lines() {
    TextGrid grid = grid();
    int barWidth = barWidth(grid);
    List<String> lines = new ArrayList<>(List.of(grid.line(0)));
    for (String load : suite.loads()) {
      lines.add(GAP + load);
      for (int i = 0; i < suite.cells().size(); i++) {
        CellSummary cell = suite.cells().get(i);
        if (cell.cell().load().equals(load)) {
          lines.add(grid.line(i + 1) + GAP + bar(cell, barWidth) + cell.rounds());
          TerminalTable.whyWithoutFigures(cell).ifPresent(why -> lines.add(GAP.repeat(3) + why));
        }
      }
    }
    return lines;
  }

  /** Without so many columns that the bar has that room, if there are enough to drop. */
  private void dropUntil(int barWidth) {
    for (String header : DISPENSABLE) {
      if (columns.size() > 1 && room(grid()) < barWidth) {
        columns.removeIf(column -> column.header().equals(header));
      }
    }
  }

  private TextGrid grid() {
    TextGrid grid = new TextGrid(GAP, columns.size() + 1);
    grid.add(header());
    suite.cells().forEach(cell -> grid.add(row(cell)));
    return grid;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    header.add(TerminalTable.clipped(suite.suite(), WIDEST_NAME));
    columns.forEach(column -> header.add(column.header()));
    return header;
  }

  private List<String> row(CellSummary cell) {
    String name = cell.cell().contender() + (cell.cell().ranked() ? "" : " (unranked)");
    List<String> row = new ArrayList<>();
    row.add(GAP.repeat(2) + TerminalTable.clipped(name, WIDEST_NAME));
    columns.forEach(column -> row.add(figure(cell, column.figure())));
    return row;
  }

  private static String figure(CellSummary cell, Figure figure) {
    boolean reached = cell.standing() == Standing.DID_NOT_SUSTAIN && figure.isRate();
    Optional<Spread> spread = reached ? cell.reached(figure) : cell.spread(figure);
    return spread
        .map(values -> figure(cell, figure, values))
        .orElse(cell.hasTooFewEvents(figure) ? TerminalTable.TOO_FEW : "-");
  }

  private static String figure(CellSummary cell, Figure figure, Spread spread) {
    String missed =
        cell.missed(figure, spread).map(offered -> " of " + Digits.of(offered)).orElse("");
    String mark = cell.isDriverLimited(figure) ? "*" : cell.isUnjudged(figure) ? "?" : "";
    String words = spread.words();
    if (missed.isEmpty() && cell.isAsOffered(figure)) {
      return "=" + words;
    }
    return figure.equals(Figure.REQUESTS_PER_SECOND)
        ? peak(cell, words) + missed
        : words + missed + mark;
  }

  private static String peak(CellSummary cell, String rate) {
    return switch (cell.limitedBy().orElse(Peak.Limit.SERVER)) {
      case SERVER -> rate;
      case DRIVER -> ">=" + rate;
      case WAITING -> rate + "^";
    };
  }

  /** What the figures and the words behind the bar leave of the line. */
  private int barWidth(TextGrid grid) {
    return columns.isEmpty() ? 0 : Math.clamp(room(grid), 0, WIDEST_BAR);
  }

  private int room(TextGrid grid) {
    int words = suite.cells().stream().mapToInt(cell -> cell.rounds().length()).max().orElse(0);
    return lineWidth - grid.width() - words - 2 * GAP.length();
  }

  /** The bar and the gap behind it; nothing where there is no room. */
  private String bar(CellSummary cell, int width) {
    if (width == 0) {
      return "";
    }
    double largest =
        suite.cells().stream()
            .flatMap(other -> firstFigure(other).stream())
            .max(Double::compare)
            .orElse(0.0);
    String drawn = firstFigure(cell).map(value -> bar.of(value, largest, width)).orElse("");
    return TextGrid.padded(drawn, width) + GAP;
  }

  private Optional<Double> firstFigure(CellSummary cell) {
    return cell.spread(columns.getFirst().figure()).map(Spread::estimate);
  }
}
