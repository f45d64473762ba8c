package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;

/**
 * What is printed at the end of a run: the claims, a block a suite, the contenders under each load,
 * medians of the valid rounds, and a bar for the first figure. No colour. In a narrow terminal
 * columns are left out, the least telling first, and long lines go on in the next. The micro suites
 * have a block of their own.
 */
public final class TerminalTable {

  /** Room for every column; a wider terminal is not used further. */
  static final int WIDEST = 120;

  /** In place of a percentile of too few events. */
  static final String TOO_FEW = "too few";

  private static final int NAME = 40;
  private static final int MICRO_NAME = 64;

  private final Bar bar;
  private final Wrapped wrapped;

  /**
   * A table for a terminal.
   *
   * @param unicode whether bars are drawn with block characters, which not every terminal has, or
   *     in ASCII
   * @param width characters of a line
   */
  public TerminalTable(boolean unicode, int width) {
    this.bar = new Bar(unicode);
    this.wrapped = new Wrapped(Math.min(width, WIDEST));
  }

  /** The whole table, lines ended by a line feed. */
  public String of(Run run) {
    List<SuiteSummary> suites = SuiteSummary.of(run);
    List<String> lines = new ArrayList<>();
    lines.add(run.id() + (run.endedAt() == null ? " (did not end)" : ""));
    lines.add(Provenance.machine(run.environment().machine()));
    lines.add(Provenance.layout(run.environment().layout()));
    lines.addAll(claims(run.claims()));
    if (!suites.isEmpty()) {
      lines.add("");
      lines.add(Spread.MEANING);
      lines.addAll(Trust.calibration(run));
    }
    for (SuiteSummary suite : suites) {
      lines.add("");
      lines.addAll(new TerminalBlock(suite, bar, wrapped.width()).lines());
    }
    lines.addAll(micro(run.micro()));
    List<String> marks = marks(suites);
    if (!marks.isEmpty()) {
      lines.add("");
      lines.addAll(marks);
    }
    return lines.stream()
        .flatMap(line -> wrapped.lines(line).stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** What the signs beside figures mean, of those that occur. */
  private static List<String> marks(List<SuiteSummary> suites) {
    List<String> marks = new ArrayList<>();
    if (anyTime(suites, CellSummary::isDriverLimited)) {
      marks.add("* driver-limited: the load driver's own lateness is over a quarter of it");
    }
    if (suites.stream().anyMatch(TerminalTable::hasOfferedRate)) {
      marks.add("= the rate that was offered, and sustained: not what the server can do");
    }
    if (anyTime(suites, CellSummary::isUnjudged)) {
      marks.add("? the driver's lateness at that percentile is not known: it has fewer events");
    }
    if (anyTime(suites, CellSummary::hasTooFewEvents)) {
      marks.add(
          TOO_FEW
              + " events: a percentile needs ten beyond it, and a publish to a thousand is one");
    }
    if (isLimited(suites, Peak.Limit.DRIVER)) {
      marks.add(">= driver-limited: the driver was too busy, the server can answer at least that");
    }
    if (isLimited(suites, Peak.Limit.WAITING)) {
      marks.add("^ not a peak: neither the server's nor the driver's CPUs were busy");
    }
    return marks;
  }

  /** A line for each estimate; the sentences are in summary.md. */
  private static List<String> claims(List<Claim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", "claims (in full: summary.md)"));
    for (Claim claim : claims) {
      lines.add("  %-12s  %s".formatted(claim.verdict(), clipped(claim.suite(), NAME)));
      for (Comparison comparison : claim.comparisons()) {
        lines.add("    " + effect(comparison) + ": " + comparison.says());
      }
    }
    return lines;
  }

  /** A line for each benchmark and choice of parameters; what the columns mean is in summary.md. */
  private static List<String> micro(List<MicroResult> results) {
    if (results.isEmpty()) {
      return List.of();
    }
    TextGrid grid = new TextGrid("  ", MicroTable.HEADER.size());
    grid.add(replacedFirst(MicroTable.HEADER, MicroTable.TITLE));
    for (List<String> row : MicroTable.rows(results)) {
      grid.add(replacedFirst(row, "  " + clipped(row.getFirst(), MICRO_NAME)));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(grid.lines());
    return lines;
  }

  private static List<String> replacedFirst(List<String> row, String first) {
    return Stream.concat(Stream.of(first), row.stream().skip(1)).toList();
  }

  private static String effect(Comparison comparison) {
    String reason = comparison.reason();
    return reason == null
        ? "%s (%s; %s asked; %s rounds)"
            .formatted(
                ClaimTable.estimate(comparison),
                ClaimTable.interval(comparison),
                ClaimTable.asked(comparison),
                comparison.rounds())
        : reason;
  }

  private static boolean isLimited(List<SuiteSummary> suites, Peak.Limit limit) {
    return suites.stream()
        .flatMap(suite -> suite.cells().stream())
        .anyMatch(cell -> cell.limitedBy().filter(limit::equals).isPresent());
  }

  /** Whether that is so of a response time that the blocks show. */
  private static boolean anyTime(
      List<SuiteSummary> suites, BiPredicate<CellSummary, Figure> predicate) {
    List<Figure> times = Stream.of(Percentile.P50, Percentile.P99).map(Figure::response).toList();
    return suites.stream()
        .flatMap(suite -> suite.cells().stream())
        .anyMatch(cell -> times.stream().anyMatch(time -> predicate.test(cell, time)));
  }

  private static boolean hasOfferedRate(SuiteSummary suite) {
    return Stream.of(Figure.REQUESTS_PER_SECOND, Figure.DELIVERIES_PER_SECOND)
        .filter(suite::isKnown)
        .anyMatch(rate -> suite.cells().stream().anyMatch(cell -> cell.isAsOffered(rate)));
  }

  /** At most that wide, and printable: nothing in a name moves the cursor. */
  static String clipped(String text, int width) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    return plain.length() <= width ? plain : plain.substring(0, width - 3) + "...";
  }

  /** Why a cell has no figures at all: the last reason; the others are in summary.md. */
  static Optional<String> whyWithoutFigures(CellSummary cell) {
    return switch (cell.standing()) {
      case INVALID, REFUSED -> Reasons.of(cell.cell()).reversed().stream().findFirst();
      case MEASURED, DID_NOT_SUSTAIN, NOT_RUN -> Optional.empty();
    };
  }
}
