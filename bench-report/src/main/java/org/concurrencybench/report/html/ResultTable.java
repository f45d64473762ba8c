package org.concurrencybench.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.table.FigureWords;

/** The figures of a suite: a row for each cell. report.js lets it be sorted and copied. */
final class ResultTable {

  private final Html html;
  private final SuiteSummary suite;
  private final List<Figure> figures;

  private ResultTable(Html html, SuiteSummary suite) {
    this.html = html;
    this.suite = suite;
    this.figures = suite.figures();
  }

  static void write(Html html, SuiteSummary suite) {
    new ResultTable(html, suite).write();
  }

  private void write() {
    html.open("div", "class", "tabled");
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", name());
    html.open("table", "class", "results", "data-name", suite.suite());
    html.open("thead").open("tr");
    header("load", false);
    header("contender", false);
    figures.forEach(figure -> header(figure.label(), true));
    header("rounds", false);
    html.close("tr").close("thead").open("tbody");
    for (String load : suite.loads()) {
      suite.under(load).forEach(this::row);
    }
    html.close("tbody").close("table").close("div").close("div");
  }

  private String name() {
    return "figures of " + suite.suite();
  }

  private void header(String label, boolean number) {
    html.element("th", label, "scope", "col", "class", number ? "number" : "text", "data-sort", "");
  }

  private void row(CellSummary cell) {
    html.open("tr", "class", cell.standing().name().toLowerCase(Locale.ROOT));
    html.element("td", cell.cell().load(), "class", "load");
    html.open("th", "scope", "row", "data-contender", cell.cell().contender());
    html.text(cell.cell().contender()).close("th");
    figures.forEach(figure -> figure(cell, figure));
    html.element("td", cell.rounds() + (cell.cell().ranked() ? "" : "; not ranked"));
    html.close("tr");
  }

  private void figure(CellSummary cell, Figure figure) {
    FigureWords words = FigureWords.of(cell, figure);
    String sortedBy = value(cell, figure).map(EmbeddedJson::shortest).orElse("");
    html.open("td", "class", "number", "data-value", sortedBy);
    html.open("b").text(words.value()).close("b");
    if (!words.range().isEmpty() || !words.remark().isEmpty()) {
      html.open("small").text(words.range() + words.remark()).close("small");
    }
    html.close("td");
  }

  private static Optional<Double> value(CellSummary cell, Figure figure) {
    Optional<Spread> spread =
        figure.isRate() ? cell.spread(figure).or(() -> cell.reached(figure)) : cell.spread(figure);
    // A run from elsewhere may hold figures whose sum is beyond every number.
    return spread.map(Spread::estimate).filter(Double::isFinite);
  }
}
