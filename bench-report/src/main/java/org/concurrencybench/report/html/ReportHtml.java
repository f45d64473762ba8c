package org.concurrencybench.report.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.SeriesStyle;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.table.CheckText;
import org.concurrencybench.report.table.MicroTable;
import org.concurrencybench.report.table.Provenance;
import org.concurrencybench.report.table.Reasons;
import org.concurrencybench.report.table.Trust;
import org.jspecify.annotations.Nullable;

/**
 * report.html: what was run where and whether to trust it, the claims with their verdicts, the
 * design-review sheet, then the figures and charts of each suite.
 *
 * <pre>
 *   directory.write(ReportHtml.FILE, ReportHtml.of(directory.load(), directory));
 * </pre>
 *
 * <p>One file: scripts, styles and data are in it, and its content security policy allows it
 * nothing else, neither a connection nor a script that is not this program's.
 */
public final class ReportHtml {

  /** Its name in the run's directory. */
  public static final String FILE = "report.html";

  private static final List<String> STYLES = List.of("uplot/uPlot.min.css", "report.css");
  private static final List<String> SCRIPTS =
      List.of("uplot/uPlot.iife.min.js", "charts.js", "sheet.js", "report.js");

  private final Run run;
  private final RunDirectory directory;
  private final List<SuiteSummary> suites;
  private final List<Chart> charts = new ArrayList<>();
  private final Html html = new Html();

  private ReportHtml(Run run, RunDirectory directory) {
    this.run = run;
    this.directory = directory;
    this.suites = SuiteSummary.of(run);
  }

  /**
   * The whole page.
   *
   * @param directory where the interval logs lie; what is missing there is said on the page
   */
  public static String of(Run run, RunDirectory directory) {
    return new ReportHtml(run, directory).page();
  }

  private String page() {
    List<String> scripts = scripts();
    html.trusted("<!DOCTYPE html>\n");
    html.open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(scripts));
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Threads or async? " + run.id());
    html.open("style").trusted(styles()).close("style").close("head").open("body");
    masthead();
    html.open("main");
    trust();
    ClaimsSection.write(html, run);
    SheetSection.write(html);
    for (int i = 0; i < suites.size(); i++) {
      suite(suites.get(i), "suite-" + (i + 1));
    }
    MicroSection.write(html, run.micro());
    html.close("main");
    footer();
    html.open("script", "type", "application/json", "id", "report-data");
    html.trusted(EmbeddedJson.of(data())).close("script");
    scripts.forEach(script -> html.open("script").trusted(script).close("script"));
    return html.close("body").close("html").toString();
  }

  /** uPlot's licence asks to go with every copy, and each report is one. */
  private static List<String> scripts() {
    return SCRIPTS.stream()
        .map(name ->
            name.startsWith("uplot/")
                ? "/*\n" + Resources.text("uplot/LICENSE") + "*/\n" + Resources.text(name)
                : Resources.text(name))
        .toList();
  }

  private PageData data() {
    return PageData.of(run.id(), SeriesStyle.of(run), charts, SheetCell.of(run));
  }

  private static String styles() {
    return STYLES.stream().map(Resources::text).collect(Collectors.joining("\n"));
  }

  /** Scripts run by their hash only: text of a run that became markup could still do nothing. */
  private static String policy(List<String> scripts) {
    String hashes =
        scripts.stream()
            .map(script -> "'sha256-" + sha256(script) + "'")
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src "
        + hashes;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void masthead() {
    html.open("header", "class", "masthead");
    html.element("p", "concurrency-bench", "class", "product");
    html.element("h1", "Threads or async?");
    html.open("p", "class", "run");
    html.text(
        "Run "
            + run.id()
            + " · "
            + Provenance.machine(run.environment().machine())
            + " · JDK "
            + run.environment().jdk().version());
    html.close("p");
    html.open("p", "class", "tally");
    tally().forEach(text -> html.element("span", text));
    html.close("p");
    html.open("nav", "aria-label", "Sections");
    link("trust", "Trust");
    link("claims", "Claims");
    link("sheet", "Design review");
    for (int i = 0; i < suites.size(); i++) {
      link("suite-" + (i + 1), suites.get(i).suite());
    }
    if (!run.micro().isEmpty()) {
      link(MicroSection.ID, MicroTable.TITLE);
    }
    html.open("button", "type", "button", "id", "theme", "hidden", "").close("button");
    html.close("nav").close("header");
  }

  private void link(String id, String text) {
    html.element("a", text, "href", "#" + id);
  }

  private Stream<String> tally() {
    Map<Verdict, Long> verdicts =
        run.claims().stream().collect(Collectors.groupingBy(Claim::verdict, Collectors.counting()));
    Stream<String> claims =
        Stream.of(Verdict.values())
            .filter(verdicts::containsKey)
            .map(verdict ->
                ClaimsSection.sign(verdict) + " " + verdicts.get(verdict) + " " + verdict);
    List<CellSummary> cells = suites.stream().flatMap(suite -> suite.cells().stream()).toList();
    long valid = cells.stream().mapToLong(cell -> cell.valid().size()).sum();
    long saturated = cells.stream().mapToLong(cell -> cell.saturated().size()).sum();
    long invalid = cells.stream().mapToLong(CellSummary::invalidRounds).sum();
    return Stream.concat(
        claims,
        Stream.of(
            Digits.of(cells.size()) + " cells",
            Digits.of((double) valid) + " rounds valid",
            Digits.of((double) saturated) + " did not sustain",
            Digits.of((double) invalid) + " invalid"));
  }

  private void trust() {
    html.open("section", "id", "trust")
        .element("h2", "What was run where, and whether to trust it");
    if (suites.stream()
        .flatMap(suite -> suite.cells().stream())
        .allMatch(cell -> cell.valid().isEmpty())) {
      html.element(
          "p",
          "No round of this run is valid: nothing here may be compared. What was seen is drawn, and"
              + " the reasons stand with each suite.",
          "class",
          "warning");
    }
    html.open("div", "class", "columns").open("div");
    html.element("h3", "Whether to trust it").open("ul");
    Trust.of(run, suites).forEach(sentence -> html.element("li", sentence));
    html.close("ul").close("div").open("div").element("h3", "What was run where").open("dl");
    Provenance.of(run).forEach((what, value) -> html.element("dt", what).element("dd", value));
    html.close("dl").close("div").close("div");
    machine(run.environment().check());
    html.close("section");
  }

  /** What the check of the machine found before the run; it ends in what cannot be concluded. */
  private void machine(@Nullable MachineCheck check) {
    if (check == null) {
      return;
    }
    html.open("details", "class", "remarks").element("summary", "The machine before the run");
    html.open("dl");
    new CheckText(check)
        .figures()
        .forEach((what, value) -> html.element("dt", what).element("dd", value));
    html.close("dl").close("details");
  }

  private void suite(SuiteSummary suite, String id) {
    html.open("section", "id", id, "class", "suite").element("h2", suite.suite());
    charts(FigureCharts.of(run, suite, id));
    ResultTable.write(html, suite);
    remarks(suite);
    LatencyCharts latency = LatencyCharts.of(run, directory, suite, id);
    if (!latency.percentiles().isEmpty()) {
      html.element("h3", "By percentile");
      charts(latency.percentiles());
    }
    if (!latency.overTime().isEmpty()) {
      html.element("h3", "Over time");
      charts(latency.overTime());
    }
    html.close("section");
  }

  private void charts(List<Chart> drawn) {
    if (drawn.isEmpty()) {
      return;
    }
    html.open("div", "class", "charts");
    for (Chart chart : drawn) {
      html.open("figure", "class", "chart", "id", chart.id(), "data-chart", chart.id());
      html.element("h4", chart.title());
      if (!chart.load().isEmpty()) {
        html.element("p", chart.load(), "class", "load");
      }
      html.open("div", "class", "plot").close("div");
      html.open("figcaption");
      if (!chart.about().isEmpty()) {
        html.element("p", chart.about(), "class", "about");
      }
      html.element("p", chart.conditions(), "class", "conditions");
      html.close("figcaption").close("figure");
    }
    html.close("div");
    charts.addAll(drawn);
  }

  private void remarks(SuiteSummary suite) {
    List<String> remarks =
        suite.cells().stream()
            .flatMap(cell ->
                Stream.concat(cell.cell().notes().stream(), Reasons.of(cell.cell()).stream())
                    .map(remark ->
                        cell.cell().contender() + ", " + cell.cell().load() + ": " + remark))
            .toList();
    if (!remarks.isEmpty()) {
      html.open("details", "class", "remarks");
      html.element(
          "summary", "Notes, and why rounds are not valid (" + Digits.of(remarks.size()) + ")");
      html.open("ul");
      remarks.forEach(remark -> html.element("li", remark));
      html.close("ul").close("details");
    }
  }

  private void footer() {
    html.open("footer");
    html.element(
        "p",
        """
        Points are geometric means of the valid rounds, as in the tables; bands and whiskers are \
        their 95 % intervals (Student's t on logarithms) where there are three rounds or more; faint \
        dots and lines are single rounds. Percentiles are averaged nowhere: their points are the \
        round in the middle, of an even number the larger of the middle two, and their whiskers \
        reach from the lowest round to the highest. Drag across a chart to enlarge, \
        click twice to return.\
        """);
    html.element(
        "p",
        "Drawn from run.json and the histograms beside this file; charts by uPlot 1.6.32 (MIT"
            + " licence, Leon Sorokin).");
    html.close("footer");
  }
}
