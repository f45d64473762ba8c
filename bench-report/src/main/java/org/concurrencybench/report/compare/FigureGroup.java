package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of one figure in one suite, loads one below the other.
 *
 * @param suite the suite's name
 * @param label the figure, with its unit
 * @param byLoad the contenders under each load, in the order of the run
 */
record FigureGroup(String suite, String label, Map<String, List<ComparedFigure>> byLoad) {

  /** The words over the columns of {@link #row}, without the name's. */
  static final List<String> HEADER = List.of("A", "B", "B/A", "95 % interval");

  static List<FigureGroup> of(RunComparison comparison) {
    Map<List<String>, FigureGroup> groups = new LinkedHashMap<>();
    for (ComparedFigure figure : comparison.figures()) {
      String suite = figure.cell().suite();
      groups
          .computeIfAbsent(
              List.of(suite, figure.label()),
              _ -> new FigureGroup(suite, figure.label(), new LinkedHashMap<>()))
          .byLoad()
          .computeIfAbsent(figure.cell().load(), _ -> new ArrayList<>())
          .add(figure);
    }
    return groups.values().stream()
        .sorted((x, y) -> order(comparison, x) - order(comparison, y))
        .toList();
  }

  /** Suites as in the run, and in a suite its figures together. */
  private static int order(RunComparison comparison, FigureGroup group) {
    List<String> suites =
        comparison.figures().stream().map(figure -> figure.cell().suite()).distinct().toList();
    return suites.indexOf(group.suite()) * (Headline.ALL.size() + 1)
        + Headline.ALL.stream().map(Headline::label).toList().indexOf(group.label());
  }

  /** A name, and beside it whether it is ranked. */
  static String name(ComparedFigure figure) {
    return figure.cell().contender() + (figure.cell().ranked() ? "" : " (unranked)");
  }

  /** The numbers of a comparison in words. */
  static List<String> row(ComparedFigure figure) {
    return List.of(
        median(figure.a()), median(figure.b()), ratio(figure.ratio()), interval(figure.interval()));
  }

  private static String median(@Nullable Spread spread) {
    return spread == null ? "-" : spread.words();
  }

  private static String ratio(@Nullable Double ratio) {
    return ratio == null ? "-" : Digits.of(ratio);
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null ? "-" : Digits.of(interval.low()) + " to " + Digits.of(interval.high());
  }
}
