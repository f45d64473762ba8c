package org.concurrencybench.suite.ask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.knee.Sustained;
import org.jspecify.annotations.Nullable;

/**
 * How one model carries the load that was asked about.
 *
 * @param cell what was measured
 * @param objective what it must keep
 * @param met rounds that met the objective
 * @param missed rounds that did not
 * @param unknown rounds that say nothing: their windows were invalid, or the percentile was the
 *     driver's
 * @param reaches how far it can go, one for each axis that was searched
 */
record ModelAnswer(
    Cell cell, Objective objective, int met, int missed, int unknown, List<Reach> reaches) {

  private static final Figure MEMORY =
      new Figure(
          "memory, bytes",
          null,
          window -> {
            Memory memory = window.memory();
            return memory == null ? null : (double) memory.parts().totalBytes();
          });

  ModelAnswer {
    reaches = List.copyOf(reaches);
  }

  static ModelAnswer of(Cell cell, Objective objective, List<Reach> reaches) {
    List<Sustained> rounds =
        cell.rounds().stream()
            .map(Round::result)
            .map(result ->
                result
                    .map(window -> objective.judge(window.status(), window.latency()))
                    .orElse(Sustained.UNKNOWN))
            .toList();
    return new ModelAnswer(
        cell,
        objective,
        count(rounds, Sustained.YES),
        count(rounds, Sustained.NO),
        count(rounds, Sustained.UNKNOWN),
        reaches);
  }

  private static int count(List<Sustained> rounds, Sustained wanted) {
    return Math.toIntExact(rounds.stream().filter(wanted::equals).count());
  }

  String model() {
    return cell.model();
  }

  /** In every round that says something, and in one at least. */
  boolean meets() {
    return met > 0 && missed == 0;
  }

  String standing() {
    if (cell.refused() != null) {
      return "refused";
    }
    if (met + missed == 0) {
      return "unknown";
    }
    String rounds =
        met + " of " + (met + missed) + (unknown > 0 ? ", " + unknown + " unknown" : "");
    return (missed == 0 ? "yes" : met == 0 ? "no" : "not always") + " (" + rounds + ")";
  }

  /** The objective's percentile, microseconds: the middle one of the rounds. */
  @Nullable Double percentileMicros() {
    return median(Figure.response(objective.percentile()));
  }

  boolean isDriverLimited() {
    return CellSummary.of(cell).isDriverLimited(Figure.response(objective.percentile()));
  }

  @Nullable Double cpuMicrosPerRequest() {
    return median(Figure.CPU_PER_REQUEST);
  }

  @Nullable Double cpuPercent() {
    return median(Figure.SERVER_CPU_PERCENT);
  }

  @Nullable Double memoryBytes() {
    return median(MEMORY);
  }

  /** Why the memory of a round is without the kernel's sockets; empty if it is with them in all. */
  Optional<String> withoutKernelSockets() {
    return cell.rounds().stream()
        .map(Round::result)
        .flatMap(Optional::stream)
        .flatMap(window -> Optional.ofNullable(window.memory()).stream())
        .filter(memory -> !memory.countsKernelSockets())
        .map(memory -> Objects.requireNonNullElse(memory.kernelSockets(), "not counted"))
        .findFirst();
  }

  /** Over the rounds that count, sustained or not: a server that fails has a price, too. */
  private @Nullable Double median(Figure figure) {
    List<Double> values =
        cell.rounds().stream()
            .map(Round::result)
            .flatMap(Optional::stream)
            .map(figure::of)
            .flatMap(value -> Optional.ofNullable(value).stream())
            .toList();
    Optional<Spread> spread =
        figure.percentile() == null ? Spread.of(values) : Spread.ofListed(values);
    return spread.map(Spread::estimate).orElse(null);
  }

  /** CPU per request of a round; empty if it has no valid window. */
  Optional<Double> cpuMicrosPerRequest(int round) {
    return cell.rounds().stream()
        .filter(known -> known.number() == round)
        .map(Round::result)
        .flatMap(Optional::stream)
        .flatMap(window -> Optional.ofNullable(cpu(window)).stream())
        .findFirst();
  }

  private static @Nullable Double cpu(Window window) {
    return window.server().cpuMicrosPerRequest();
  }
}
