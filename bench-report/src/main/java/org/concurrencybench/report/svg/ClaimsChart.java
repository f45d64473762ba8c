package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.Conditions;
import org.concurrencybench.report.figure.SeriesStyle;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.table.ClaimTable;

/**
 * Every estimate of the claims with its interval, on one axis: each is divided by its margin, so
 * that the margins lie on one line and equal factors at equal distances. The wanted side is tinted.
 *
 * <pre>
 *                                      margin
 *   crowd: supported                     |
 *     memory, threaded over async        |      |--o--|     12.1 (10.2 to 14.3)
 * </pre>
 */
final class ClaimsChart {

  private static final double NAMES = 350;
  private static final double VALUES = 216;
  private static final double ROW = 34;
  private static final double LINE = 14;
  private static final double CLAIM = 30;
  private static final double LEAST = 2;
  private static final double MOST = 100;

  private final Run run;
  private final Sheet sheet;
  private final Drawing drawing;
  private final Axis axis;
  private final List<Runnable> over = new ArrayList<>();
  private boolean hasOne;

  private ClaimsChart(Run run) {
    this.run = run;
    this.sheet =
        new Sheet(
            new Theme(run),
            "Claims: where the truth lies, and what was asked",
            "95 % interval of each estimate, divided by its margin");
    this.drawing = sheet.drawing();
    double extent = extent(run);
    this.axis =
        new Axis(true, 1 / extent, extent, Sheet.SIDE + NAMES, Sheet.WIDTH - Sheet.SIDE - VALUES);
  }

  /** The chart; empty for a run without verdicts. */
  static Optional<String> of(Run run) {
    return run.claims().isEmpty() ? Optional.empty() : Optional.of(new ClaimsChart(run).draw());
  }

  /** The same factor to both sides, so that the margin is in the middle. */
  private static double extent(Run run) {
    double widest =
        run.claims().stream()
            .flatMap(claim -> claim.comparisons().stream())
            .flatMap(ClaimsChart::drawn)
            .mapToDouble(value -> Math.max(value, 1 / value))
            .filter(Double::isFinite)
            .max()
            .orElse(LEAST);
    return Math.clamp(widest * 1.1, LEAST, MOST);
  }

  private static Stream<Double> drawn(Comparison comparison) {
    return Stream.of(
            Optional.ofNullable(comparison.low()),
            Optional.ofNullable(comparison.high()),
            Optional.ofNullable(comparison.estimate()))
        .flatMap(Optional::stream)
        .map(value -> value / comparison.margin())
        .filter(value -> value > 0);
  }

  private String draw() {
    sheet.grow(16);
    double top = sheet.bottom();
    double height =
        run.claims().stream().mapToDouble(claim -> CLAIM + ROW * claim.comparisons().size()).sum();
    for (double tick : axis.ticks(6)) {
      drawing.line("grid", axis.at(tick), top, axis.at(tick), top + height);
      drawing.text(
          "soft",
          Drawing.Anchor.MIDDLE,
          axis.at(tick),
          top + height + 17,
          Names.tick(tick) + "\u00d7");
    }
    run.claims().forEach(this::claim);
    drawing.line("margin", axis.at(1), top, axis.at(1), top + height);
    over.forEach(Runnable::run);
    drawing.text(
        "soft",
        Drawing.Anchor.MIDDLE,
        axis.at(1),
        top + height + 35,
        "estimate over margin, logarithmic");
    sheet.grow(40);
    sheet.notes(notes());
    sheet.conditions(
        Conditions.of(
            run, SuiteSummary.of(run).stream().flatMap(suite -> suite.cells().stream()).toList()));
    return sheet.svg(List.of());
  }

  private void claim(Claim claim) {
    sheet.grow(CLAIM);
    drawing.text(
        "panel",
        Drawing.Anchor.START,
        Sheet.SIDE,
        sheet.bottom() - 7,
        claim.suite() + ": " + claim.verdict());
    sheet.describe(claim.sentence());
    claim.comparisons().forEach(this::comparison);
  }

  private void comparison(Comparison comparison) {
    double top = sheet.bottom();
    sheet.grow(ROW);
    double middle = top + ROW / 2;
    List<String> names = lines(comparison.says(), NAMES - 30);
    for (int line = 0; line < names.size(); line++) {
      double at = middle + 4 + LINE * (line - (names.size() - 1) / 2.0);
      drawing.text("", Drawing.Anchor.START, Sheet.SIDE + 14, at, names.get(line));
    }
    boolean atLeast = comparison.direction() == Direction.AT_LEAST;
    double from = atLeast ? axis.at(1) : axis.start();
    double to = atLeast ? axis.end() : axis.at(1);
    drawing.rectangle("wanted", from, top + 7, to - from, ROW - 14);
    over.add(() -> estimate(comparison, middle));
  }

  private void estimate(Comparison comparison, double middle) {
    Double estimate = comparison.estimate();
    Double low = comparison.low();
    Double high = comparison.high();
    double margin = comparison.margin();
    double right = axis.end() + 12;
    double one = 1 / margin;
    if (comparison.unit().isEmpty() && !comparison.under().isEmpty() && axis.holds(one)) {
      hasOne = true;
      drawing.line("driver", axis.at(one), middle - 9, axis.at(one), middle + 9);
    }
    // No rule has a margin of nought or less, and a factor of it would say nothing.
    if (estimate == null || !(margin > 0)) {
      drawing.text(
          "soft", Drawing.Anchor.START, right, middle + 4, comparison.verdict().toString());
      return;
    }
    if (low != null && high != null) {
      drawing.line("interval", axis.at(low / margin), middle, axis.at(high / margin), middle);
      for (double end : new double[] {low / margin, high / margin}) {
        if (axis.holds(end)) {
          drawing.line("margin", axis.at(end), middle - 5, axis.at(end), middle + 5);
        }
      }
    }
    drawing.mark("estimate", SeriesStyle.Mark.CIRCLE, axis.at(estimate / margin), middle);
    drawing.text(
        "strong",
        Drawing.Anchor.START,
        right,
        middle - 1,
        ClaimTable.estimate(comparison)
            + (low == null ? "" : " (" + ClaimTable.interval(comparison) + ")"));
    drawing.text(
        "small",
        Drawing.Anchor.START,
        right,
        middle + 11,
        ClaimTable.asked(comparison) + "; " + comparison.verdict());
  }

  /** One line, or two if one has no room for it. */
  private static List<String> lines(String text, double room) {
    int end = text.length();
    while (Drawing.width(text.substring(0, end), 12) > room && text.lastIndexOf(' ', end - 1) > 0) {
      end = text.lastIndexOf(' ', end - 1);
    }
    String first = shortened(text.substring(0, end), room);
    return end == text.length()
        ? List.of(first)
        : List.of(first, shortened(text.substring(end + 1), room));
  }

  private static String shortened(String text, double room) {
    String shown = text;
    while (Drawing.width(shown, 12) > room) {
      shown = shown.substring(0, shown.length() - 2).stripTrailing() + "\u2026";
    }
    return shown;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Black line: the margin, the smallest effect that matters. Tinted: the side on which the"
            + " claim wants the interval. An interval beyond the ends of the axis is cut there.");
    if (hasOne) {
      notes.add("Dotted grey: a ratio of 1, no difference.");
    }
    return notes;
  }
}
