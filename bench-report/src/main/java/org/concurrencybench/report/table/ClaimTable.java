package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;

/** Claims as rows of text: a row for each estimate that one rests on. */
public final class ClaimTable {

  /** What stands in the columns of {@link #estimates}. */
  static final List<String> HEADER =
      List.of(
          "claim", "verdict", "compared", "estimate", "95 % interval", "asked", "rounds", "alone");

  private ClaimTable() {}

  static List<List<String>> estimates(List<Claim> claims) {
    List<List<String>> rows = new ArrayList<>();
    for (Claim claim : claims) {
      String suite = claim.suite() + " v" + claim.ruleVersion();
      String verdict = claim.verdict().toString();
      if (claim.comparisons().isEmpty()) {
        rows.add(List.of(suite, verdict, "-", "-", "-", "-", "-", "-"));
      }
      for (Comparison comparison : claim.comparisons()) {
        rows.add(row(suite, verdict, comparison));
        suite = "";
        verdict = "";
      }
    }
    return rows;
  }

  private static List<String> row(String suite, String verdict, Comparison comparison) {
    return List.of(
        suite,
        verdict,
        comparison.says(),
        estimate(comparison),
        interval(comparison),
        asked(comparison),
        String.valueOf(comparison.rounds()),
        comparison.verdict().toString());
  }

  /** The estimate with its unit, or a dash. */
  public static String estimate(Comparison comparison) {
    Double estimate = comparison.estimate();
    return estimate == null ? "-" : value(comparison, estimate);
  }

  /** The 95 % interval with its unit, or a dash. */
  public static String interval(Comparison comparison) {
    Double low = comparison.low();
    Double high = comparison.high();
    return low == null || high == null
        ? "-"
        : value(comparison, low) + " to " + value(comparison, high);
  }

  /** The margin and its side, as {@code at least 1.25}. */
  public static String asked(Comparison comparison) {
    return comparison.direction() + " " + value(comparison, comparison.margin());
  }

  private static String value(Comparison comparison, double value) {
    return Digits.of(value, comparison.unit());
  }

  /** A line for each figure beside a claim. */
  public static List<String> beside(List<Claim> claims) {
    return claims.stream()
        .flatMap(claim ->
            claim.beside().stream()
                .filter(beside -> !beside.values().isEmpty())
                .map(beside -> claim.suite() + ", " + beside.says() + ": " + values(beside)))
        .toList();
  }

  private static String values(Beside beside) {
    return beside.values().stream()
        .map(value ->
            "%s %s%s"
                .formatted(
                    withoutSuite(value.cell()),
                    written(beside, value),
                    value.driverLimited() ? " (driver-limited)" : ""))
        .collect(Collectors.joining("; "));
  }

  /**
   * As {@code 42.1 us}; the middle two rounds as {@code 1,287 us/1,783 us}; an old run's median.
   */
  public static String written(Beside beside, Beside.Value value) {
    String estimate = Digits.of(value.estimate(), beside.unit());
    Double lower = value.lowerMedian();
    if (lower == null) {
      return value.mean() == null ? estimate + " (median)" : estimate;
    }
    String first = Digits.of(lower, beside.unit());
    return first.equals(estimate) ? estimate : first + "/" + estimate;
  }

  /** The line begins with it. */
  private static String withoutSuite(String cell) {
    return cell.substring(cell.indexOf('/') + 1);
  }
}
