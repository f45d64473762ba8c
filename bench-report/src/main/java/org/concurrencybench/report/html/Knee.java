package org.concurrencybench.report.html;

import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.CellSummary.Standing;
import org.concurrencybench.report.figure.Digits;

/**
 * Where a server stops to keep up: between the highest rate that was sustained in every round that
 * counts and the next one. It is read off the rates that were measured; nothing is interpolated.
 */
final class Knee {

  private Knee() {}

  /** A sentence for each contender of a sweep over rates. */
  static String words(Sweep sweep) {
    return sweep.contenders().stream()
        .map(contender -> contender + " " + words(sweep.of(contender)))
        .collect(Collectors.joining("; ", "Knee: ", ". "));
  }

  private static String words(Map<Double, CellSummary> byRate) {
    Double sustained = null;
    for (var entry : byRate.entrySet()) {
      CellSummary cell = entry.getValue();
      if (!cell.saturated().isEmpty()) {
        return sustained == null
            ? "below " + Digits.of(entry.getKey()) + "/s"
            : "between %s and %s/s".formatted(Digits.of(sustained), Digits.of(entry.getKey()));
      }
      if (cell.standing() == Standing.MEASURED) {
        sustained = entry.getKey();
      }
    }
    return sustained == null ? "not measured" : "above " + Digits.of(sustained) + "/s";
  }
}
