package org.concurrencybench.report.html;

import java.util.List;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.table.MicroTable;
import org.jspecify.annotations.Nullable;

/** What JMH measured without sockets: a table that sorts and copies like those of the suites. */
final class MicroSection {

  static final String ID = "micro";

  private MicroSection() {}

  /** Writes nothing if there is nothing. */
  static void write(Html html, List<MicroResult> results) {
    if (results.isEmpty()) {
      return;
    }
    html.open("section", "id", ID, "class", "suite").element("h2", MicroTable.TITLE);
    html.element("p", MicroTable.MEANING);
    html.open("div", "class", "tabled");
    html.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "figures of " + MicroTable.TITLE);
    html.open("table", "class", "results", "data-name", MicroTable.TITLE).open("thead").open("tr");
    for (int i = 0; i < MicroTable.HEADER.size(); i++) {
      html.element(
          "th",
          MicroTable.HEADER.get(i),
          "scope",
          "col",
          "class",
          i == 0 ? "text" : "number",
          "data-sort",
          "");
    }
    html.close("tr").close("thead").open("tbody");
    for (MicroResult result : results) {
      row(html, result, MicroTable.row(result));
    }
    html.close("tbody").close("table").close("div").close("div").close("section");
  }

  private static void row(Html html, MicroResult result, List<String> words) {
    html.open("tr").element("th", words.getFirst(), "scope", "row");
    number(html, words.get(1), result.score());
    number(html, words.get(2), result.scoreError());
    number(html, words.get(3), result.cpuMicrosPerOperation());
    number(html, words.get(4), result.switchesPerOperation());
    number(html, words.get(5), (double) result.forks() * result.iterations());
    html.close("tr");
  }

  private static void number(Html html, String words, @Nullable Double value) {
    String sortedBy = value == null || !Double.isFinite(value) ? "" : EmbeddedJson.shortest(value);
    html.element("td", words, "class", "number", "data-value", sortedBy);
  }
}
