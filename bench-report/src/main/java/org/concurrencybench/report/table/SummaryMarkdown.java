package org.concurrencybench.report.table;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Run;

/**
 * summary.md: the claims, where the run took place, what to trust, and a table a suite, the micro
 * suites.
 */
public final class SummaryMarkdown {

  private final Run run;
  private final List<SuiteSummary> suites;
  private final StringBuilder out = new StringBuilder();

  private SummaryMarkdown(Run run) {
    this.run = run;
    this.suites = SuiteSummary.of(run);
  }

  /** The whole file. */
  public static String of(Run run) {
    return new SummaryMarkdown(run).write();
  }

  private String write() {
    line("# Run " + escaped(run.id()));
    claims();
    section("Where it ran");
    Provenance.of(run).forEach((what, value) -> line("- " + what + ": " + escaped(value)));
    section("What to trust");
    Trust.of(run, suites).forEach(sentence -> line("- " + escaped(sentence)));
    suites.forEach(this::suite);
    micro();
    return out.toString();
  }

  private void micro() {
    if (run.micro().isEmpty()) {
      return;
    }
    section(MicroTable.TITLE);
    row(MicroTable.HEADER);
    row(MicroTable.HEADER.stream().map(name -> name.equals("benchmark") ? "---" : "---:").toList());
    MicroTable.rows(run.micro()).forEach(this::row);
    line("");
    line("- " + MicroTable.MEANING);
  }

  private void claims() {
    if (run.claims().isEmpty()) {
      return;
    }
    section("Claims");
    List<List<String>> rows = ClaimTable.estimates(run.claims());
    row(ClaimTable.HEADER);
    row(ClaimTable.HEADER.stream().map(_ -> "---").toList());
    rows.forEach(this::row);
    line("");
    run.claims()
        .forEach(claim -> line("- " + escaped(claim.suite()) + ": " + escaped(claim.sentence())));
    List<String> beside = ClaimTable.beside(run.claims());
    if (!beside.isEmpty()) {
      section("Beside the claims");
      beside.forEach(text -> line("- " + escaped(text)));
    }
  }

  private void row(List<String> texts) {
    line(
        texts.stream()
            .map(SummaryMarkdown::escaped)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void suite(SuiteSummary suite) {
    section(escaped(suite.suite()));
    List<String> contenders = suite.contenders();
    row("load", "figure", contenders.stream().map(SummaryMarkdown::escaped));
    row("---", "---", contenders.stream().map(_ -> "---:"));
    suite.loads().forEach(load -> load(suite, load));
    remarks(suite);
  }

  /**
   * The rows of a load: one for each figure that some contender has under it, and one for the
   * rounds.
   */
  private void load(SuiteSummary suite, String load) {
    String name = escaped(load);
    for (Figure figure : suite.figures()) {
      if (suite.under(load).anyMatch(cell -> cell.has(figure))) {
        row(
            name,
            escaped(figure.label()),
            side(suite, load, cell -> escaped(FigureWords.of(cell, figure).toString())));
        name = "";
      }
    }
    row(name, "rounds", side(suite, load, SummaryMarkdown::rounds));
  }

  /** The cells of a load side by side, a dash for a contender that has none. */
  private static Stream<String> side(
      SuiteSummary suite, String load, Function<CellSummary, String> text) {
    return suite.contenders().stream()
        .map(contender -> suite.at(load, contender).map(text).orElse("-"));
  }

  private static String rounds(CellSummary cell) {
    return cell.cell().ranked() ? cell.rounds() : cell.rounds() + "; not ranked";
  }

  private void remarks(SuiteSummary suite) {
    List<String> remarks = suite.cells().stream().flatMap(SummaryMarkdown::remarks).toList();
    if (!remarks.isEmpty()) {
      line("");
      remarks.forEach(this::line);
    }
  }

  private static Stream<String> remarks(CellSummary cell) {
    return Stream.concat(cell.cell().notes().stream(), Reasons.of(cell.cell()).stream())
        .map(remark -> "- " + escaped(cell.cell().id()) + ": " + escaped(remark));
  }

  private void section(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void row(String first, String second, Stream<String> others) {
    line(
        Stream.concat(Stream.of(first, second), others)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Text that is no markup, in one line. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*|<]", "\\\\$0").replaceAll("\\R|\\p{Cntrl}", " ");
  }
}
