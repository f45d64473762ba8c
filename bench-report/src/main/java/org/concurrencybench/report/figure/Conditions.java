package org.concurrencybench.report.figure;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.Run;

/** Where and how cells were measured: what a chart must carry to be shown alone. */
public final class Conditions {

  private Conditions() {}

  /** A few words each: machine, system, Java, network, CPUs, rounds, day, run. */
  public static List<String> of(Run run, List<CellSummary> cells) {
    Machine machine = run.environment().machine();
    CpuLayout layout = run.environment().layout();
    List<String> words = new ArrayList<>();
    words.add(machine(machine));
    words.add(machine.os() + ", kernel " + machine.kernel());
    words.add("JDK " + run.environment().jdk().version());
    words.add(protocols(cells) + " over " + layout.network());
    words.add(cpus(layout));
    words.add(rounds(run, cells));
    words.add(run.startedAt().atZone(ZoneOffset.UTC).toLocalDate().toString());
    words.add("run " + run.id() + (run.endedAt() == null ? ", which did not end" : ""));
    return words;
  }

  /** The same in one line. */
  public static String line(Run run, List<CellSummary> cells) {
    return String.join(" · ", of(run, cells));
  }

  private static String machine(Machine machine) {
    String virtual = machine.virtualisation();
    return machine.cpuModel()
        + ", "
        + Digits.of(machine.cpus())
        + " CPUs"
        + (virtual == null || virtual.equals("none") ? "" : " (" + virtual + ")");
  }

  private static String protocols(List<CellSummary> cells) {
    return cells.stream()
        .map(cell -> cell.cell().protocol())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String cpus(CpuLayout layout) {
    return layout.pinned()
        ? "server on CPU %s, driver on CPU %s"
            .formatted(numbers(layout.serverCpus()), numbers(layout.driverCpus()))
        : "processes not pinned";
  }

  private static String numbers(List<Integer> cpus) {
    return cpus.isEmpty()
        ? "any"
        : cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String rounds(Run run, List<CellSummary> cells) {
    int least = cells.stream().mapToInt(cell -> cell.valid().size()).min().orElse(0);
    int most = cells.stream().mapToInt(cell -> cell.valid().size()).max().orElse(0);
    String count = least == most ? Digits.of(most) : Digits.of(least) + " to " + Digits.of(most);
    return "%s valid %s of %s s"
        .formatted(count, most == 1 ? "round" : "rounds", Digits.of(run.plan().windowSeconds()));
  }
}
