package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.table.ClaimTable;

/** The verdict in words: the claim, the effect and its interval, the conditions, the machine. */
final class Sentence {

  private final Run run;
  private final Rule rule;

  Sentence(Run run, Rule rule) {
    this.run = run;
    this.rule = rule;
  }

  String of(
      Verdict verdict,
      List<Comparison> comparisons,
      Guarded guarded,
      List<Beside> beside,
      Optional<String> unfit) {
    List<String> parts = new ArrayList<>();
    parts.add(words(verdict) + ": \"" + rule.claim() + "\"");
    unfit.ifPresent(reason -> parts.add(capital(reason) + "."));
    if (unfit.isEmpty()) {
      String effects = comparisons.stream().map(Sentence::effect).collect(Collectors.joining("; "));
      parts.add(capital(effects) + ".");
      guarded.words().forEach(clause -> parts.add(capital(clause) + "."));
    }
    for (int i = 0; i < beside.size(); i++) {
      if (rule.beside().get(i).quoted() && !beside.get(i).values().isEmpty()) {
        parts.add(quoted(beside.get(i)));
      }
    }
    parts.add(conditions());
    if (rule.remark() != null) {
      parts.add(rule.remark());
    }
    return String.join(" ", parts);
  }

  private static String words(Verdict verdict) {
    return capital(verdict.toString()) + (verdict == Verdict.UNDECIDABLE ? " here" : "");
  }

  /** As {@code memory, threaded over async: 5.21 times (95 % interval 4.80 to 5.65, ...)}. */
  private static String effect(Comparison comparison) {
    Double estimate = comparison.estimate();
    if (estimate == null) {
      return comparison.says() + ": " + comparison.reason();
    }
    Double low = comparison.low();
    Double high = comparison.high();
    String known =
        low == null || high == null
            ? String.valueOf(comparison.reason())
            : String.format(
                Locale.ROOT,
                "95 %% interval %s to %s over %s rounds",
                value(comparison, low),
                value(comparison, high),
                comparison.rounds());
    return "%s: %s%s (%s; %s %s was asked%s)"
        .formatted(
            comparison.says(),
            value(comparison, estimate),
            isRatio(comparison) ? " times" : "",
            known,
            comparison.direction(),
            value(comparison, comparison.margin()),
            low == null || high == null ? "" : remark(comparison, low, high));
  }

  private static String remark(Comparison comparison, double low, double high) {
    boolean beyond =
        comparison.direction() == Direction.AT_LEAST
            ? low > comparison.margin()
            : high < comparison.margin();
    if (comparison.verdict() == Verdict.NOT_SHOWN && beyond) {
      return ", which this holds alone, but not corrected after Holm";
    }
    return isRatio(comparison) && low <= 1 && high >= 1 ? "; no difference is shown" : "";
  }

  private static boolean isRatio(Comparison comparison) {
    return !comparison.under().isEmpty();
  }

  private static String value(Comparison comparison, double value) {
    return Digits.of(value, comparison.unit());
  }

  private String quoted(Beside beside) {
    List<String> labels = labels(beside.values().stream().map(Beside.Value::cell).toList());
    return IntStream.range(0, labels.size())
        .mapToObj(i -> labels.get(i) + " " + written(beside, beside.values().get(i)))
        .collect(Collectors.joining(", ", capital(beside.says()) + ": ", "."));
  }

  private static String written(Beside beside, Beside.Value value) {
    String limited = value.driverLimited() ? " (driver-limited)" : "";
    return ClaimTable.written(beside, value) + limited;
  }

  /** Contenders, each with those parts of its load that are not the same for all. */
  private List<String> labels(List<String> ids) {
    List<Cell> cells = ids.stream().map(run::cell).flatMap(Optional::stream).toList();
    List<List<String>> loads =
        cells.stream().map(cell -> Arrays.asList(cell.load().split("/", -1))).toList();
    return IntStream.range(0, cells.size())
        .mapToObj(i ->
            loads.get(i).stream()
                .filter(part -> !loads.stream().allMatch(load -> load.contains(part)))
                .map(part -> " " + part)
                .collect(Collectors.joining("", cells.get(i).contender(), "")))
        .toList();
  }

  private String conditions() {
    Environment environment = run.environment();
    CpuLayout layout = environment.layout();
    List<Cell> cells =
        rule.comparedCells().stream().map(run::cell).flatMap(Optional::stream).toList();
    String loads = cells.stream().map(Cell::load).distinct().collect(Collectors.joining(" and "));
    String server =
        cells.stream()
            .flatMap(cell -> Fitness.serverCpus(run, cell))
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(" or "));
    return "Measured on %s, %s CPUs%s, Java %s%s, over %s."
        .formatted(
            environment.machine().cpuModel(),
            Digits.of(environment.machine().cpus()),
            layout.pinned() && !cells.isEmpty() ? " (server pinned to " + server + ")" : "",
            environment.jdk().version(),
            loads.isEmpty() ? "" : ", load " + loads,
            layout.network());
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
