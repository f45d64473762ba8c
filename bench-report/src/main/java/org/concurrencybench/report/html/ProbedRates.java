package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;

/**
 * The rates through which a search came to a knee, as a sweep over rates: each rate that was tried
 * is a cell of its own. Rates within {@value #SAME_PERCENT} % of each other, in whichever round,
 * are taken for one, because arrivals are random and rounds search each for themselves.
 */
final class ProbedRates {

  private static final int SAME_PERCENT = 3;
  private static final double STEP = Math.log1p(SAME_PERCENT / 100.0);

  private ProbedRates() {}

  /** A sweep for each load of the suite over whose rates was searched. */
  static List<Sweep> sweeps(SuiteSummary suite) {
    List<Sweep> sweeps = new ArrayList<>();
    for (String load : suite.loads()) {
      List<CellSummary> tried =
          suite
              .under(load)
              .filter(cell -> isSearched(cell.cell()))
              .flatMap(ProbedRates::byRate)
              .toList();
      if (tried.stream().map(ProbedRates::rate).distinct().count() > 1) {
        sweeps.add(new Sweep(Parameters.RATE_PER_SECOND, fixed(suite, load), Set.of(), tried));
      }
    }
    return sweeps;
  }

  /** What each contender of a load kept, in words. */
  static String words(SuiteSummary suite, Sweep sweep) {
    String load = sweep.cells().getFirst().cell().load();
    return suite
        .under(load)
        .map(cell ->
            cell.cell().contender()
                + " "
                + cell.spread(Figure.KNEE)
                    .map(met -> met.words() + "/s")
                    .orElse("at no rate that was tried"))
        .collect(Collectors.joining("; ", "Knee, the highest rate that met the objective: ", ". "));
  }

  private static boolean isSearched(Cell cell) {
    return cell.parameters().number(Parameters.RATE_PER_SECOND) == null
        && cell.rounds().stream().anyMatch(round -> !round.probes().isEmpty());
  }

  private static Stream<CellSummary> byRate(CellSummary summary) {
    Map<Long, Map<Integer, List<Window>>> windows = new TreeMap<>();
    for (Round round : summary.cell().rounds()) {
      Stream.concat(round.windows().stream(), round.probes().stream())
          .forEach(window -> {
            Double offered = window.throughput().offeredPerSecond();
            if (offered != null && offered > 0) {
              windows
                  .computeIfAbsent(Math.round(Math.log(offered) / STEP), _ -> new TreeMap<>())
                  .computeIfAbsent(round.number(), _ -> new ArrayList<>())
                  .add(window);
            }
          });
    }
    return windows.entrySet().stream()
        .map(entry -> tried(summary.cell(), Math.exp(entry.getKey() * STEP), entry.getValue()));
  }

  private static CellSummary tried(Cell cell, double rate, Map<Integer, List<Window>> windows) {
    return CellSummary.of(
        new Cell(
            cell.id(),
            cell.suite(),
            cell.model(),
            cell.variant(),
            cell.protocol(),
            cell.level(),
            cell.parameters().with(Parameters.RATE_PER_SECOND, rate),
            cell.ranked(),
            cell.notes(),
            cell.refused(),
            windows.entrySet().stream()
                .map(round -> new Round(round.getKey(), round.getValue()))
                .toList()));
  }

  private static Double rate(CellSummary cell) {
    Double rate = cell.cell().parameters().number(Parameters.RATE_PER_SECOND);
    return rate == null ? 0.0 : rate;
  }

  private static Map<String, String> fixed(SuiteSummary suite, String load) {
    Map<String, String> fixed = new LinkedHashMap<>();
    suite
        .under(load)
        .findFirst()
        .ifPresent(cell -> {
          fixed.put("protocol", cell.cell().protocol());
          cell.cell()
              .parameters()
              .values()
              .forEach((name, value) -> fixed.put(name, value.toString()));
        });
    return fixed;
  }
}
