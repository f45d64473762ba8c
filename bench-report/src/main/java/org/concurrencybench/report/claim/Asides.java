package org.concurrencybench.report.claim;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;

/** The figures beside a claim: the median of the rounds that the rule may compare. */
final class Asides {

  private Asides() {}

  static List<Beside> of(Run run, Rule rule) {
    return rule.beside().stream().map(aside -> of(run, rule, aside)).toList();
  }

  private static Beside of(Run run, Rule rule, Rule.Aside aside) {
    Metric metric = aside.figure();
    List<Beside.Value> values =
        aside.cells().stream()
            .map(run::cell)
            .flatMap(Optional::stream)
            .map(cell -> value(cell, metric, windows(cell, rule)))
            .flatMap(Optional::stream)
            .toList();
    return new Beside(aside.says(), metric.name(), metric.unit(), values);
  }

  private static Optional<Beside.Value> value(Cell cell, Metric metric, List<Window> windows) {
    List<Double> figures =
        windows.stream().map(metric.figure()::of).filter(Objects::nonNull).toList();
    boolean limited = windows.stream().anyMatch(metric::isDriverLimited);
    return metric
        .figure()
        .spread(figures)
        .map(known ->
            new Beside.Value(
                cell.id(),
                known.rounds(),
                median(figures),
                limited,
                known.isMean() ? known.estimate() : null,
                known.isMean() ? null : known.lower()));
  }

  /** As runs have it since the first: of an even number the larger of the middle two. */
  private static double median(List<Double> figures) {
    return Spread.ofListed(figures).orElseThrow().estimate();
  }

  private static List<Window> windows(Cell cell, Rule rule) {
    return cell.rounds().stream()
        .map(Round::number)
        .map(number -> Reading.window(cell, number, rule.windows()))
        .flatMap(Optional::stream)
        .toList();
  }
}
