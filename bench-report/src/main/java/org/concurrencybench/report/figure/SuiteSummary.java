package org.concurrencybench.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;

/**
 * The cells of a suite: loads one below the other, contenders side by side.
 *
 * @param suite the suite's name
 * @param cells its cells, in the order of the run
 */
public record SuiteSummary(String suite, List<CellSummary> cells) {

  /** Takes a copy. */
  public SuiteSummary {
    cells = List.copyOf(cells);
  }

  /** The suites of a run, in its order. */
  public static List<SuiteSummary> of(Run run) {
    Map<String, List<CellSummary>> suites = new LinkedHashMap<>();
    for (Cell cell : run.cells()) {
      suites.computeIfAbsent(cell.suite(), _ -> new ArrayList<>()).add(CellSummary.of(cell));
    }
    return suites.entrySet().stream()
        .map(suite -> new SuiteSummary(suite.getKey(), suite.getValue()))
        .toList();
  }

  /** The loads, in the order of the run. */
  public List<String> loads() {
    return cells.stream().map(summary -> summary.cell().load()).distinct().toList();
  }

  /** The contenders, in the order of the run. */
  public List<String> contenders() {
    return cells.stream().map(summary -> summary.cell().contender()).distinct().toList();
  }

  /** The cell of a contender under a load; empty if the suite has none. */
  public Optional<CellSummary> at(String load, String contender) {
    return under(load).filter(summary -> summary.cell().contender().equals(contender)).findFirst();
  }

  /** The cells under a load. */
  public Stream<CellSummary> under(String load) {
    return cells.stream().filter(summary -> summary.cell().load().equals(load));
  }

  /**
   * The figures that some cell has: the usual ones in their order, then those that only this suite
   * has.
   */
  public List<Figure> figures() {
    TreeSet<String> extras = new TreeSet<>();
    windows().forEach(window -> extras.addAll(window.extra().keySet()));
    return Stream.concat(Figure.SHOWN.stream(), extras.stream().map(Figure::extra))
        .distinct()
        .filter(this::isKnown)
        .toList();
  }

  /** Whether some cell has the figure. */
  public boolean isKnown(Figure figure) {
    return cells.stream().anyMatch(summary -> summary.has(figure));
  }

  private Stream<Window> windows() {
    return cells.stream().flatMap(summary -> summary.valid().stream());
  }
}
