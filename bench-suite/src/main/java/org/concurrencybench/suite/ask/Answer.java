package org.concurrencybench.suite.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.suites.Ask;
import org.concurrencybench.suite.suites.KneeAxis;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, read off the run that measured it: which models meet the objective,
 * with what margin, at what cost; which to take; and where that would be another.
 *
 * @param question what was asked
 * @param models in the order of the run
 * @param recommendation which to take
 * @param flip the nearest load at which it is another; empty if none was found
 */
public record Answer(
    Question question,
    List<ModelAnswer> models,
    Recommendation recommendation,
    Optional<Flip> flip) {

  private static final String RAISED = "raised";
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;
  private static final double PERCENT = 100;

  /** Reads it off a run of suite {@code ask}. */
  public static Answer of(Question question, Run run) {
    return of(question, run.cells());
  }

  static Answer of(Question question, List<Cell> cells) {
    List<ModelAnswer> models =
        cells.stream()
            .filter(cell -> cell.suite().equals(Ask.NAME))
            .filter(cell -> cell.parameters().text(RAISED) == null)
            .map(cell -> ModelAnswer.of(cell, question.objective(), reaches(cells, cell)))
            .toList();
    Recommendation recommendation = Recommendation.of(models);
    return new Answer(
        question, models, recommendation, Flip.nearest(models, recommendation, question));
  }

  private static List<Reach> reaches(List<Cell> cells, Cell asked) {
    List<Reach> reaches = new ArrayList<>();
    for (KneeAxis axis : KneeAxis.values()) {
      cells.stream()
          .filter(cell -> cell.suite().equals(Ask.NAME) && cell.model().equals(asked.model()))
          .filter(cell -> axis.toString().equals(cell.parameters().text(RAISED)))
          .flatMap(cell -> Reach.of(cell, axis).stream())
          .forEach(reaches::add);
    }
    return reaches;
  }

  /** Whether some round says whether the objective was met. */
  public boolean isKnown() {
    return models.stream().anyMatch(model -> model.met() + model.missed() > 0);
  }

  /** The answer for a person. */
  public String toText() {
    List<String> lines = new ArrayList<>(List.of("For " + question + ":", ""));
    lines.addAll(table());
    if (models.stream().anyMatch(ModelAnswer::isDriverLimited)) {
      lines.add("  * driver-limited: more than a quarter of it is the load driver's own lateness");
    }
    models.stream()
        .flatMap(model -> model.withoutKernelSockets().stream())
        .findFirst()
        .ifPresent(why -> lines.add("  + without the kernel's sockets: " + why));
    lines.addAll(List.of("", "Recommendation: " + recommendation.sentence()));
    if (models.stream().anyMatch(model -> !model.reaches().isEmpty())) {
      lines.addAll(List.of("", "How far each goes, in steps of two:"));
      lines.addAll(reachTable());
      lines.addAll(
          List.of(
              "",
              flip.map(found -> "The nearest flip: " + found.sentence())
                  .orElse("No flip was found in what was tried.")));
    }
    lines.addAll(
        List.of(
            "",
            "Not searched: steps finer than two, rate and connections at once, other waits, computations,",
            "payloads and protocols, servers with more CPUs or memory, a network between client and server."));
    return String.join(System.lineSeparator(), lines);
  }

  private List<String> table() {
    var grid = new TextGrid("  ", 8);
    grid.add(
        List.of(
            "  model",
            "meets it",
            question.objective().percentile() + " ms",
            "margin",
            "CPU us/request",
            "CPU %",
            "head-room",
            "memory MiB"));
    models.forEach(model -> grid.add(row(model)));
    return grid.lines();
  }

  private List<String> row(ModelAnswer model) {
    Double micros = model.percentileMicros();
    Double percent = model.cpuPercent();
    Double memory = model.memoryBytes();
    return List.of(
        "  " + model.model(),
        model.standing(),
        micros == null
            ? "-"
            : digits(micros / MICROS_PER_MILLI) + (model.isDriverLimited() ? "*" : ""),
        factor(micros == null ? null : question.objective().limitMicros() / micros),
        digits(model.cpuMicrosPerRequest()),
        digits(percent),
        factor(percent == null || percent == 0 ? null : PERCENT / percent),
        digits(memory == null ? null : memory / BYTES_PER_MEBIBYTE)
            + (model.withoutKernelSockets().isPresent() ? "+" : ""));
  }

  private List<String> reachTable() {
    var grid = new TextGrid("  ", 3);
    grid.add(List.of("  model", "requests/s", "connections"));
    for (ModelAnswer model : models) {
      grid.add(
          List.of(
              "  " + model.model(),
              reach(model, KneeAxis.REQUESTS),
              reach(model, KneeAxis.CONNECTIONS)));
    }
    return grid.lines();
  }

  private String reach(ModelAnswer model, KneeAxis axis) {
    return model.reaches().stream()
        .filter(reach -> reach.axis() == axis)
        .map(reach -> reach.inWords(question.asked(axis)))
        .findFirst()
        .orElse("unknown");
  }

  private static String digits(@Nullable Double value) {
    return value == null ? "-" : Digits.of(value);
  }

  private static String factor(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1fx", value);
  }
}
