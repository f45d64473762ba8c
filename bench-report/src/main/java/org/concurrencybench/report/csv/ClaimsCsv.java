package org.concurrencybench.report.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * claims.csv: for each claim a row with its sentence, a row for each estimate that it rests on, and
 * a row for each figure beside it. Cells are separated by blanks.
 */
public final class ClaimsCsv {

  /** Exactly one of the last two, or neither. */
  private record Row(Claim claim, @Nullable Comparison comparison, @Nullable Figure figure) {

    String kind() {
      if (comparison != null) {
        return "comparison";
      }
      return figure != null ? "beside" : "claim";
    }
  }

  /** A figure beside a claim, of one cell. */
  private record Figure(Beside beside, Beside.Value of) {}

  private record Column(String name, Function<Row, @Nullable Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("suite", row -> row.claim().suite()),
          new Column("ruleVersion", row -> row.claim().ruleVersion()),
          new Column("ruleSha256", row -> row.claim().ruleSha256()),
          new Column("kind", Row::kind),
          new Column("verdict", ClaimsCsv::verdict),
          either("says", Comparison::says, figure -> figure.beside().says()),
          either("figure", Comparison::figure, figure -> figure.beside().figure()),
          either("unit", Comparison::unit, figure -> figure.beside().unit()),
          either(
              "over",
              comparison -> String.join(" ", comparison.over()),
              figure -> figure.of().cell()),
          either("under", comparison -> String.join(" ", comparison.under()), _ -> null),
          either("rounds", Comparison::rounds, figure -> figure.of().rounds()),
          either("estimate", Comparison::estimate, figure -> figure.of().estimate()),
          either("low", Comparison::low, _ -> null),
          either("high", Comparison::high, _ -> null),
          either("direction", Comparison::direction, _ -> null),
          either("margin", Comparison::margin, _ -> null),
          either("adjustedP", Comparison::adjustedP, _ -> null),
          either("driverLimited", _ -> null, figure -> figure.of().driverLimited()),
          new Column("words", ClaimsCsv::words),
          either("estimator", _ -> "geometric mean", figure -> figure.of().estimator()),
          either("lowerMedian", _ -> null, figure -> figure.of().lowerMedian()));

  private ClaimsCsv() {}

  /** The whole file. */
  public static String of(Run run) {
    List<@Nullable Object> header = new ArrayList<>(COLUMNS.stream().map(Column::name).toList());
    return run.claims().stream()
        .flatMap(ClaimsCsv::rows)
        .map(ClaimsCsv::line)
        .collect(Collectors.joining("", CsvLine.of(header), ""));
  }

  private static Stream<Row> rows(Claim claim) {
    Stream<Row> comparisons =
        claim.comparisons().stream().map(comparison -> new Row(claim, comparison, null));
    Stream<Row> figures =
        claim.beside().stream()
            .flatMap(beside ->
                beside.values().stream()
                    .map(value -> new Row(claim, null, new Figure(beside, value))));
    return Stream.of(Stream.of(new Row(claim, null, null)), comparisons, figures)
        .flatMap(Function.identity());
  }

  private static String line(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : COLUMNS) {
      values.add(column.value().apply(row));
    }
    return CsvLine.of(values);
  }

  private static Column either(
      String name,
      Function<Comparison, @Nullable Object> ofComparison,
      Function<Figure, @Nullable Object> ofFigure) {
    return new Column(
        name,
        row -> {
          Comparison comparison = row.comparison();
          Figure figure = row.figure();
          if (comparison != null) {
            return ofComparison.apply(comparison);
          }
          return figure == null ? null : ofFigure.apply(figure);
        });
  }

  /** Of the claim, or of one comparison alone; a figure beside has none. */
  private static @Nullable Object verdict(Row row) {
    Comparison comparison = row.comparison();
    if (comparison != null) {
      return comparison.verdict();
    }
    return row.figure() == null ? row.claim().verdict() : null;
  }

  /** The claim's sentence, or why a comparison says nothing. */
  private static @Nullable String words(Row row) {
    Comparison comparison = row.comparison();
    if (comparison != null) {
      return comparison.reason();
    }
    return row.figure() == null ? row.claim().sentence() : null;
  }
}
