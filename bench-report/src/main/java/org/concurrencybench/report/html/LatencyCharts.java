package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Conditions;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.jspecify.annotations.Nullable;

/** For each load of a suite the percentile curves, and the times over the seconds of its rounds. */
final class LatencyCharts {

  private static final List<Percentile> OVER_TIME =
      List.of(Percentile.P99, Percentile.P90, Percentile.P50);

  private final Run run;
  private final RunDirectory directory;
  private final SuiteSummary suite;
  private final String idPrefix;
  private final List<Chart> percentiles = new ArrayList<>();
  private final List<Chart> overTime = new ArrayList<>();

  private LatencyCharts(Run run, RunDirectory directory, SuiteSummary suite, String idPrefix) {
    this.run = run;
    this.directory = directory;
    this.suite = suite;
    this.idPrefix = idPrefix;
  }

  /** The charts of a suite. Reads its interval logs. */
  static LatencyCharts of(Run run, RunDirectory directory, SuiteSummary suite, String idPrefix) {
    LatencyCharts charts = new LatencyCharts(run, directory, suite, idPrefix);
    suite.loads().forEach(charts::load);
    return charts;
  }

  /** Percentile curves, one chart a load. */
  List<Chart> percentiles() {
    return List.copyOf(percentiles);
  }

  /** Times over the seconds, one chart a load. */
  List<Chart> overTime() {
    return List.copyOf(overTime);
  }

  private void load(String load) {
    List<CellSummary> cells = suite.under(load).toList();
    Map<String, List<WindowTimes>> byContender = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      byContender.put(cell.cell().contender(), WindowTimes.of(directory, cell.cell().rounds()));
    }
    add(percentiles, percentiles(load, cells, byContender));
    seconds(load, cells, byContender).ifPresent(chart -> add(overTime, chart));
  }

  private static void add(List<Chart> charts, Chart chart) {
    if (chart.hasSomething()) {
      charts.add(chart);
    }
  }

  private Chart percentiles(
      String load, List<CellSummary> cells, Map<String, List<WindowTimes>> byContender) {
    List<Chart.Line> lines = new ArrayList<>();
    byContender.forEach((contender, times) -> lines.add(curve(contender, times)));
    int length =
        lines.stream()
            .flatMap(line -> line.rounds().stream())
            .mapToInt(round -> round.values().size())
            .max()
            .orElse(0);
    return new Chart(
        idPrefix + "-percentiles-" + (percentiles.size() + 1),
        FigureCharts.times(cells) + " by percentile",
        load,
        complaints(byContender),
        Conditions.line(run, cells),
        new Chart.Axis("percentile", "", Chart.Scale.PERCENTILE, null),
        new Chart.Axis(FigureCharts.times(cells) + from(cells), "us", Chart.Scale.LOG, null),
        PercentileAxis.XS.subList(0, length),
        PercentileAxis.marks().stream().filter(at -> at < length).toList(),
        "",
        lines,
        DriverLines.floorCurve(run.calibration(), cells));
  }

  /** In a closed loop no send is intended before the reply that it waits for. */
  private static String from(List<CellSummary> cells) {
    return cells.stream().allMatch(cell -> cell.cell().parameters().isClosedLoop())
        ? ", from the send"
        : ", from the intended send";
  }

  private static Chart.Line curve(String contender, List<WindowTimes> times) {
    List<WindowTimes> valid =
        times.stream().filter(window -> window.status() == WindowStatus.VALID).toList();
    List<@Nullable Double> middles = new ArrayList<>();
    List<Chart.Sign> signs = new ArrayList<>();
    for (int i = 0; i < PercentileAxis.XS.size(); i++) {
      int at = i;
      List<Double> values =
          valid.stream()
              .filter(window -> at < window.curve().size())
              .map(window -> window.curve().get(at))
              .filter(Objects::nonNull)
              .filter(LatencyCharts::isDrawable)
              .toList();
      middles.add(Spread.ofListed(values).map(Spread::estimate).orElse(null));
      if (!values.isEmpty() && valid.stream().anyMatch(window -> window.limited().contains(at))) {
        signs.add(new Chart.Sign(at, "*"));
      }
    }
    return new Chart.Line(
        contender,
        true,
        middles,
        null,
        null,
        signs,
        List.of(),
        List.of(),
        List.of(),
        times.stream()
            .filter(window -> window.curve().stream().anyMatch(Objects::nonNull))
            .map(window ->
                new Chart.Faint(
                    window.round(), window.status().toString(), drawable(window.curve())))
            .toList());
  }

  /** A logarithmic axis has no place for zero. */
  private static boolean isDrawable(double value) {
    return value > 0 && PointLine.isDrawable(value);
  }

  private static List<@Nullable Double> drawable(List<@Nullable Double> curve) {
    List<@Nullable Double> kept = new ArrayList<>();
    for (Double value : curve) {
      kept.add(value == null || !isDrawable(value) ? null : value);
    }
    return kept;
  }

  /**
   * The rounds one after the other, each at the seconds of its window. The percentile is the
   * highest that most of the seconds have enough samples for.
   */
  private Optional<Chart> seconds(
      String load, List<CellSummary> cells, Map<String, List<WindowTimes>> byContender) {
    List<LatencySummary> all =
        byContender.values().stream()
            .flatMap(List::stream)
            .flatMap(times -> times.seconds().values().stream())
            .toList();
    Optional<Percentile> percentile =
        OVER_TIME.stream()
            .filter(candidate ->
                all.stream().filter(second -> second.micros(candidate) != null).count() * 2
                    > all.size())
            .findFirst();
    if (percentile.isEmpty()) {
      return Optional.empty();
    }
    Timeline timeline = Timeline.of(byContender.values());
    List<Chart.Line> lines = new ArrayList<>();
    byContender.forEach(
        (contender, times) -> lines.add(timeline.line(contender, times, percentile.get())));
    return Optional.of(
        new Chart(
            idPrefix + "-time-" + (overTime.size() + 1),
            FigureCharts.times(cells) + " over time, " + percentile.get(),
            load,
            "Small dots are each second's maximum.",
            Conditions.line(run, cells),
            new Chart.Axis(
                "seconds of each round, one round after the other",
                "",
                Chart.Scale.ROUNDS,
                timeline.ticks()),
            new Chart.Axis(
                FigureCharts.times(cells) + " of a second, " + percentile.get(),
                "us",
                Chart.Scale.LOG,
                null),
            timeline.xs(),
            timeline.marks(),
            "",
            lines,
            List.of()));
  }

  /** What is wrong with logs, each thing once, with the rounds. */
  private static String complaints(Map<String, List<WindowTimes>> byContender) {
    Map<String, TreeSet<String>> where = new LinkedHashMap<>();
    byContender.forEach((contender, times) ->
        times.stream()
            .filter(window -> window.complaint() != null)
            .forEach(window ->
                where
                    .computeIfAbsent(String.valueOf(window.complaint()), _ -> new TreeSet<>())
                    .add(contender + " round " + window.round())));
    return where.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("; "),
                text ->
                    text.isEmpty()
                        ? ""
                        : "From run.json's percentiles where the log is lacking. "
                            + Character.toUpperCase(text.charAt(0))
                            + text.substring(1)
                            + "."));
  }
}
