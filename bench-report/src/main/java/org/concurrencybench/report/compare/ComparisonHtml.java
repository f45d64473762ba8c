package org.concurrencybench.report.compare;

import java.util.List;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.svg.Markup;
import org.concurrencybench.report.table.Provenance;

/** A comparison as one page: no script, no network, light and dark, readable on a phone. */
public final class ComparisonHtml {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ground:#fff;--ink:#1b1b1b;--soft:#5f5f5f;--rule:#dcdcdc;\
      --better:#00735a;--worse:#b34700}
      @media (prefers-color-scheme:dark){:root{--ground:#16181c;--ink:#e8e8e8;--soft:#a8a8a8;\
      --rule:#3a3d44;--better:#3fd0a4;--worse:#ff9147}}
      *{box-sizing:border-box}
      body{margin:0 auto;padding:1.5rem;max-width:64rem;background:var(--ground);color:var(--ink);\
      font:16px/1.5 system-ui,sans-serif}
      h1{font-size:1.4rem;overflow-wrap:anywhere}
      h2{font-size:1.1rem;margin:2rem 0 .5rem}
      p.sentence{font-size:1.1rem;font-weight:600}
      li{overflow-wrap:anywhere}
      div.scroll{overflow-x:auto}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{padding:.25rem .6rem;text-align:right;white-space:nowrap;\
      border-bottom:1px solid var(--rule)}
      th{font-weight:600;color:var(--soft)}
      th:first-child,td:first-child,td.words,th.words{text-align:left}
      td.words{white-space:normal;min-width:10rem}
      tr.load td{padding-top:.7rem;color:var(--soft);border-bottom:0}
      td.worse{color:var(--worse);font-weight:600}
      td.better{color:var(--better);font-weight:600}
      svg{display:block}
      line.one{stroke:var(--soft);stroke-dasharray:2 2}
      line.interval{stroke:var(--ink);stroke-width:2}
      circle.estimate{fill:var(--ink)}
      @media print{body{max-width:none;padding:0}table{break-inside:avoid}}
      """;

  private final RunComparison comparison;
  private final IntervalPicture picture;
  private final StringBuilder out = new StringBuilder();

  private ComparisonHtml(RunComparison comparison) {
    this.comparison = comparison;
    this.picture = IntervalPicture.of(comparison);
  }

  /** The whole file. */
  public static String of(RunComparison comparison) {
    return new ComparisonHtml(comparison).write();
  }

  private String write() {
    String title = Markup.escaped(comparison.a().id() + " against " + comparison.b().id());
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    line("<title>" + title + "</title>");
    line("<style>\n" + STYLE + "</style>");
    line("<main>");
    line("<h1>" + title + "</h1>");
    line("<p class=\"sentence\">" + Markup.escaped(comparison.sentence()) + "</p>");
    list(
        List.of(
            "A: " + Preface.run(comparison.a()),
            "B: " + Preface.run(comparison.b()),
            "both on: " + Provenance.machine(comparison.b().environment().machine())));
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
    line("</main>");
    line("</html>");
    return out.toString();
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      line("<h2>" + Markup.escaped(title) + "</h2>");
      list(sentences);
    }
  }

  private void list(List<String> sentences) {
    line("<ul>");
    sentences.forEach(sentence -> line("<li>" + Markup.escaped(sentence) + "</li>"));
    line("</ul>");
  }

  private void group(FigureGroup group) {
    line("<h2>" + Markup.escaped(group.suite() + ": " + group.label()) + "</h2>");
    line("<div class=\"scroll\"><table>");
    line(
        "<thead><tr><th scope=\"col\">contender</th>"
            + FigureGroup.HEADER.stream()
                .map(words -> "<th scope=\"col\">" + words + "</th>")
                .reduce("", String::concat)
            + "<th scope=\"col\">1 is the dashed line</th>"
            + "<th scope=\"col\" class=\"words\">B is</th></tr></thead>");
    line("<tbody>");
    group
        .byLoad()
        .forEach((load, figures) -> {
          line("<tr class=\"load\"><td colspan=\"7\">" + Markup.escaped(load) + "</td></tr>");
          figures.forEach(this::row);
        });
    line("</tbody></table></div>");
  }

  private void row(ComparedFigure figure) {
    StringBuilder row = new StringBuilder("<tr>");
    row.append("<td>").append(Markup.escaped(FigureGroup.name(figure))).append("</td>");
    FigureGroup.row(figure).forEach(text -> row.append("<td>").append(text).append("</td>"));
    row.append("<td>").append(drawn(figure)).append("</td>");
    row.append("<td class=\"words").append(kind(figure)).append("\">");
    row.append(Markup.escaped(figure.words())).append("</td></tr>");
    line(row.toString());
  }

  private String drawn(ComparedFigure figure) {
    Interval interval = figure.interval();
    Double ratio = figure.ratio();
    return interval == null || ratio == null ? "" : picture.of(interval, ratio);
  }

  private static String kind(ComparedFigure figure) {
    return switch (figure.outcome()) {
      case BETTER -> " better";
      case WORSE -> " worse";
      case PERHAPS_BETTER, PERHAPS_WORSE, NO_DIFFERENCE, NOT_COMPARED -> "";
    };
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
