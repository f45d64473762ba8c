package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.report.table.Wrapped;

/** A comparison for the terminal: no colour, ASCII only, no line wider than it is told. */
public final class ComparisonTable {

  private static final String GAP = "  ";

  private final RunComparison comparison;
  private final Wrapped wrapped;
  private final List<String> lines = new ArrayList<>();

  private ComparisonTable(RunComparison comparison, int width) {
    this.comparison = comparison;
    this.wrapped = new Wrapped(width);
  }

  /** The whole table, lines ended by a line feed. */
  public static String of(RunComparison comparison, int width) {
    return new ComparisonTable(comparison, width).write();
  }

  private String write() {
    lines.add("A  " + Preface.run(comparison.a()));
    lines.add("B  " + Preface.run(comparison.b()));
    section("What differs", comparison.notes());
    FigureGroup.of(comparison).forEach(this::group);
    section(
        "Not sustained alike",
        comparison.sustained().stream()
            .map(sustained -> sustained.cell().id() + ": " + sustained.words())
            .toList());
    section(
        "Measured in A and not in B",
        comparison.unmeasured().stream().map(Unmeasured::sentence).toList());
    section("Not compared", comparison.notCompared());
    section("How to read it", Preface.howToRead());
    lines.add("");
    lines.add(comparison.sentence());
    return lines.stream()
        .flatMap(line -> wrapped.lines(line).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      lines.add("");
      lines.add(title);
      sentences.forEach(sentence -> lines.add(GAP + sentence));
    }
  }

  private void group(FigureGroup group) {
    List<ComparedFigure> figures = group.byLoad().values().stream().flatMap(List::stream).toList();
    TextGrid grid = new TextGrid(GAP, 1 + FigureGroup.HEADER.size());
    grid.add(row(group.label(), FigureGroup.HEADER));
    figures.forEach(
        figure -> grid.add(row(GAP + FigureGroup.name(figure), FigureGroup.row(figure))));
    List<String> rows = grid.lines();
    lines.add("");
    lines.add(group.suite());
    lines.add(rows.getFirst());
    int next = 1;
    for (var load : group.byLoad().entrySet()) {
      lines.add(load.getKey());
      for (ComparedFigure figure : load.getValue()) {
        lines.add(rows.get(next++) + GAP + figure.words());
      }
    }
  }

  private static List<String> row(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
