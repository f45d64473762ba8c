package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Run;

/** Whether a run had what a rule needs. */
final class Fitness {

  private final Run run;
  private final Rule rule;
  private final List<Cell> cells;
  private final List<String> reasons = new ArrayList<>();

  private Fitness(Run run, Rule rule) {
    this.run = run;
    this.rule = rule;
    this.cells = rule.comparedCells().stream().map(run::cell).flatMap(Optional::stream).toList();
  }

  /** What was lacking, each in words; empty if nothing was. */
  static List<String> lacking(Run run, Rule rule) {
    return new Fitness(run, rule).reasons();
  }

  private List<String> reasons() {
    missingCells();
    serverCpus();
    if (rule.needs().pinned() && !hasCpusOfItsOwn(run.environment().layout())) {
      reasons.add("server and driver must have CPUs of their own, and here they had not");
    }
    connections();
    return reasons;
  }

  private void missingCells() {
    for (String id : rule.comparedCells()) {
      Optional<Cell> cell = run.cell(id);
      if (cell.isEmpty()) {
        reasons.add("this run did not measure " + id);
      } else if (cell.get().refused() != null) {
        reasons.add(cell.get().contender() + " was refused: " + cell.get().refused());
      }
    }
  }

  private void serverCpus() {
    Rule.Needs needs = rule.needs();
    Integer most = needs.serverCpusAtMost();
    for (int cpus :
        cells.stream().flatMap(cell -> serverCpus(run, cell)).distinct().sorted().toList()) {
      if (cpus < needs.serverCpusAtLeast()) {
        reasons.add(
            "the server needs CPUs of its own, at least %s; here it had %s"
                .formatted(needs.serverCpusAtLeast(), cpus));
      }
      if (most != null && cpus > most) {
        reasons.add(
            "the claim is about a server whose CPUs are at most %s, here they were %s"
                .formatted(most, cpus));
      }
    }
  }

  /**
   * Numbers of CPUs that the cell's servers had: as the kernel said with each window. Runs that did
   * not ask it have what their suite wanted, or what the layout gave.
   */
  static Stream<Integer> serverCpus(Run run, Cell cell) {
    List<Integer> known =
        cell.rounds().stream()
            .flatMap(round -> round.windows().stream())
            .map(window -> window.extra().get(Parameters.SERVER_CPUS))
            .filter(Objects::nonNull)
            .map(Double::intValue)
            .distinct()
            .toList();
    return known.isEmpty() ? Stream.of(intended(run, cell)) : known.stream();
  }

  private static int intended(Run run, Cell cell) {
    Double own = cell.parameters().number(Parameters.SERVER_CPUS);
    if (own != null) {
      return own.intValue();
    }
    CpuLayout layout = run.environment().layout();
    return layout.serverCpus().isEmpty()
        ? run.environment().machine().cpus()
        : layout.serverCpus().size();
  }

  private static boolean hasCpusOfItsOwn(CpuLayout layout) {
    return layout.pinned() && Collections.disjoint(layout.serverCpus(), layout.driverCpus());
  }

  /** A load that was scaled to the machine is another than the claim's. */
  private void connections() {
    cells.stream()
        .map(cell -> cell.parameters().number(Parameters.CONNECTIONS))
        .filter(Objects::nonNull)
        .max(Double::compare)
        .filter(most -> most < rule.needs().connections())
        .ifPresent(most ->
            reasons.add(
                "the claim is about %s connections, here there were %s"
                    .formatted(rule.needs().connections(), most.intValue())));
  }
}
