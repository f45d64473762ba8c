package org.concurrencybench.report.table;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;

/** Where a run took place, in few words. */
public final class Provenance {

  private static final double GIB = 1L << 30;

  private Provenance() {}

  /** What it says, by what it is about, in the order in which it is shown. */
  public static Map<String, String> of(Run run) {
    Environment environment = run.environment();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("time", time(run));
    lines.put("machine", machine(environment.machine()));
    lines.put("layout", layout(environment.layout()));
    lines.put("Java", java(environment.jdk()));
    lines.put("libraries", libraries(environment.libraries()));
    lines.put("source", environment.source().inWords());
    List<String> inherited = environment.jdk().inherited();
    if (inherited != null && !inherited.isEmpty()) {
      lines.put("environment", String.join(" ", inherited));
    }
    lines.put("server flags", String.join(" ", environment.serverFlags()));
    lines.put("command", String.join(" ", environment.commandLine()));
    lines.put("plan", plan(run.plan()));
    return lines;
  }

  private static String time(Run run) {
    return run.endedAt() == null
        ? "started " + run.startedAt() + ", did not end"
        : "started %s, took %s s"
            .formatted(
                run.startedAt(), Duration.between(run.startedAt(), run.endedAt()).toSeconds());
  }

  /** The hardware and its operating system, in one line. */
  public static String machine(Machine machine) {
    Long bytes = machine.memoryBytes();
    String memory = bytes == null ? "" : ", " + Digits.of(bytes / GIB) + " GiB";
    String virtual =
        machine.virtualisation() == null ? "" : ", virtualisation " + machine.virtualisation();
    return machine.cpuModel()
        + ", "
        + Digits.of(machine.cpus())
        + " CPUs"
        + memory
        + virtual
        + "; "
        + machine.os()
        + ", kernel "
        + machine.kernel();
  }

  static String layout(CpuLayout layout) {
    return "server on CPU %s, driver on CPU %s, the rest on CPU %s, %s; %s"
        .formatted(
            cpus(layout.serverCpus()),
            cpus(layout.driverCpus()),
            cpus(layout.otherCpus()),
            layout.pinned() ? "pinned" : "not pinned",
            layout.network());
  }

  private static String cpus(List<Integer> cpus) {
    return cpus.isEmpty()
        ? "any"
        : cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String java(Jdk jdk) {
    return jdk.vm() + ", " + jdk.vendor() + " " + jdk.version();
  }

  private static String libraries(Map<String, String> libraries) {
    return libraries.entrySet().stream()
        .map(library -> library.getKey() + " " + library.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String plan(Plan plan) {
    return plan.profile()
        + ": rounds "
        + plan.rounds()
        + ", windows of "
        + Digits.of(plan.windowSeconds())
        + " s, seed "
        + plan.seed();
  }
}
