package org.concurrencybench.report.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Peak;
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
        row(name, escaped(figure.label()), side(suite, load, cell -> figure(cell, figure)));
        name = "";
      }
    }
    row(name, "rounds", side(suite, load, SummaryMarkdown::rounds));
  }

  /** The cells of a load side by side, blank for a contender that has none. */
  private static Stream<String> side(
      SuiteSummary suite, String load, Function<CellSummary, String> text) {
    return suite.contenders().stream()
        .map(contender -> suite.at(load, contender).map(text).orElse(""));
  }

  private static String figure(CellSummary cell, Figure figure) {
    return switch (cell.standing()) {
      case MEASURED -> measured(cell, figure);
      case DID_NOT_SUSTAIN -> "did not sustain" + reached(cell, figure);
      case INVALID -> "invalid";
      case REFUSED -> "refused";
      case NOT_RUN -> "not run";
    };
  }

  private static String measured(CellSummary cell, Figure figure) {
    String mark = cell.isDriverLimited(figure) ? " \\*" : "";
    return cell.spread(figure)
        .map(spread -> peak(cell, figure, range(spread)) + offered(cell, figure, spread) + mark)
        .map(text -> figure.isRate() ? text + alsoNotSustained(cell) : text)
        .orElse("-");
  }

  /**
   * Without this, a cell that held in one round of two would look as good as one that always did.
   */
  private static String alsoNotSustained(CellSummary cell) {
    int times = cell.saturated().size();
    return times == 0 ? "" : "; did not sustain in " + times + " more";
  }

  /** A rate that more CPU, or more connections, would have raised must not look like a peak. */
  private static String peak(CellSummary cell, Figure figure, String rate) {
    Optional<Peak.Limit> limit =
        figure.equals(Figure.REQUESTS_PER_SECOND) ? cell.limitedBy() : Optional.empty();
    String enough =
        cell.extrapolated()
            .map(spread -> ", extrapolated from CPU per request: " + Digits.of(spread.median()))
            .orElse("");
    return switch (limit.orElse(Peak.Limit.SERVER)) {
      case SERVER -> rate;
      case DRIVER -> "at least " + rate + "; driver-limited" + enough;
      case WAITING -> rate + "; not a peak, CPUs were not busy" + enough;
    };
  }

  private static String reached(CellSummary cell, Figure figure) {
    Optional<Spread> reached = figure.isRate() ? cell.reached(figure) : Optional.empty();
    return reached.map(spread -> ": " + range(spread) + offered(cell, figure, spread)).orElse("");
  }

  private static String offered(CellSummary cell, Figure figure, Spread reached) {
    return cell.missed(figure, reached).map(rate -> " of " + Digits.of(rate)).orElse("");
  }

  private static String range(Spread spread) {
    String median = Digits.of(spread.median());
    return spread.rounds() == 1
        ? median
        : median + " (" + Digits.of(spread.lowest()) + " to " + Digits.of(spread.highest()) + ")";
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
