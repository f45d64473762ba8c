package org.concurrencybench.report.html;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.Run;

/** The line under a chart without which it must not be shown: where and how it was measured. */
final class Conditions {

  private Conditions() {}

  /** The conditions of these cells. */
  static String of(Run run, List<CellSummary> cells) {
    return Stream.of(
            machine(run.environment().machine()),
            "JDK " + run.environment().jdk().version(),
            transport(cells) + " over " + run.environment().layout().network(),
            layout(run.environment().layout()),
            rounds(run, cells),
            run.id())
        .collect(Collectors.joining(" · "));
  }

  private static String machine(Machine machine) {
    String virtual = machine.virtualisation();
    return machine.cpuModel()
        + ", "
        + Digits.of(machine.cpus())
        + " CPUs"
        + (virtual == null || virtual.equals("none") ? "" : " (" + virtual + ")")
        + ", kernel "
        + machine.kernel();
  }

  private static String transport(List<CellSummary> cells) {
    return cells.stream()
        .map(cell -> cell.cell().protocol())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String layout(CpuLayout layout) {
    if (layout.serverCpus().isEmpty()) {
      return "server on any CPU";
    }
    return "server on CPU "
        + layout.serverCpus().stream().map(String::valueOf).collect(Collectors.joining(","))
        + (layout.pinned() ? ", pinned" : ", not pinned");
  }

  private static String rounds(Run run, List<CellSummary> cells) {
    int least = cells.stream().mapToInt(cell -> cell.valid().size()).min().orElse(0);
    int most = cells.stream().mapToInt(cell -> cell.valid().size()).max().orElse(0);
    String count =
        least == most ? Digits.of(most) : "%s to %s".formatted(Digits.of(least), Digits.of(most));
    return "%s valid %s of %s s"
        .formatted(count, most == 1 ? "round" : "rounds", Digits.of(run.plan().windowSeconds()));
  }
}
