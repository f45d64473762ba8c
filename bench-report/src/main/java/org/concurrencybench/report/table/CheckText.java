package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Percentile;
import org.jspecify.annotations.Nullable;

/** A check of the machine in words: all of it, or what stands above a run. */
public final class CheckText {

  private static final double GIB = 1L << 30;
  private static final int NAME_WIDTH = 24;

  private final MachineCheck check;

  /** Words for this check. */
  public CheckText(MachineCheck check) {
    this.check = check;
  }

  /** A line for each figure, then a sentence for each thing that cannot be concluded. */
  public List<String> inFull() {
    List<String> lines = new ArrayList<>();
    figures()
        .forEach((name, value) ->
            lines.add(name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value));
    lines.add("");
    lines.addAll(conclusions());
    return lines;
  }

  /** What was found, by the name of the figure. */
  public Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("CPUs", check.cpus() + "; " + check.layout());
    figures.put("virtualisation", known(check.virtualisation()));
    figures.put("CPU governor", known(check.cpuGovernor()));
    figures.put("transparent huge pages", known(check.transparentHugePages()));
    figures.put(
        "memory available",
        check.memoryAvailableBytes() == null
            ? known(null)
            : words("%.1f GiB", check.memoryAvailableBytes() / GIB));
    figures.put(
        "control group",
        words(
            "memory %s; CPU %s",
            check.memoryMaxBytes() == null
                ? "without a limit"
                : words("at most %.1f GiB", check.memoryMaxBytes() / GIB),
            check.cpuQuota() == null
                ? "without a quota"
                : words("a quota of %.2f CPUs", check.cpuQuota())));
    figures.put("Java", known(check.jdk()));
    figures.put("driver's transport", known(check.driverTransport()));
    figures.put(
        "connections that fit",
        words(
            "%s; with a thread each %s (open files of a process: %s)",
            most(check.connections()),
            most(check.threadedConnections()),
            check.openFiles() == null ? "no limit known" : words("%,d", check.openFiles())));
    figures.put(
        "listen backlog",
        check.listenBacklog() == null ? known(null) : words("at most %,d", check.listenBacklog()));
    figures.put("stolen, idle", percent(check.stolenFraction()));
    figures.put(
        "other processes, idle",
        check.foreignFraction() == null
            ? known(null)
            : percent(check.foreignFraction()) + " of the busiest CPU");
    figures.put(
        "hiccups, idle", percentiles(check.hiccups()) + words(" (in %.1f s)", check.idleSeconds()));
    figures.put("unit of computation", units());
    figures.put(
        "clock",
        words(
            "%s; a reading %.0f ns, a step %.0f ns",
            known(check.clockSource()), check.clockCostNanos(), check.clockResolutionNanos()));
    figures.put("idle driver woken late", percentiles(check.pacing()));
    figures.put("loopback there and back", percentiles(check.loopback()));
    figures.put(
        "switch of threads",
        check.switchMicros() == null
            ? known(null)
            : words("%.2f us, with a write and a read", check.switchMicros()));
    figures.put(
        "null system call",
        check.systemCallNanos() == null
            ? known(null)
            : words("%.0f ns (getppid)", check.systemCallNanos()));
    return figures;
  }

  /** Without a limit that is known, a process may have as many as there are numbers. */
  private static String most(int connections) {
    return connections == Integer.MAX_VALUE ? "no limit known" : words("%,d", connections);
  }

  private List<String> conclusions() {
    if (check.limitations().isEmpty()) {
      return List.of("Nothing here keeps a claim from being decided.");
    }
    List<String> lines = new ArrayList<>(List.of("What cannot be concluded here:"));
    check.limitations().forEach(limitation -> lines.add("- " + limitation.sentence()));
    return lines;
  }

  /** Two lines. */
  public List<String> inShort() {
    List<String> lines = new ArrayList<>();
    lines.add(
        words(
            "machine: unit of computation %s (spread %.0f %%); idle: stolen %s, others %s, hiccup %s; driver woken late (p99): %s",
            slowest(),
            check.unitSpreadFraction() * 100,
            percent(check.stolenFraction()),
            percent(check.foreignFraction()),
            micros(check.hiccups(), Percentile.MAX),
            micros(check.pacing(), Percentile.P99)));
    if (!check.limitations().isEmpty()) {
      lines.add(
          "machine: limits what can be concluded ('bench check' says how): "
              + check.limitations().stream()
                  .map(MachineCheck.Limitation::figure)
                  .collect(Collectors.joining(", ")));
    }
    return lines;
  }

  private String units() {
    return check.unitMicrosByCpu().entrySet().stream()
            .map(this::unit)
            .collect(Collectors.joining(", "))
        + words("; spread %.1f %%", check.unitSpreadFraction() * 100);
  }

  private String unit(Map.Entry<String, Double> cpu) {
    return words("%.3f us on CPU %s", cpu.getValue(), cpu.getKey());
  }

  private String slowest() {
    return check.unitMicrosByCpu().values().stream()
        .max(Double::compare)
        .map(micros -> words("%.2f us", micros))
        .orElse(known(null));
  }

  private static String percentiles(LatencySummary summary) {
    return words(
        "p50 %s, p99 %s, longest %s",
        micros(summary, Percentile.P50),
        micros(summary, Percentile.P99),
        micros(summary, Percentile.MAX));
  }

  private static String micros(LatencySummary summary, Percentile percentile) {
    Double micros = summary.micros(percentile);
    return micros == null ? known(null) : words("%,.0f us", micros);
  }

  private static String percent(@Nullable Double fraction) {
    return fraction == null ? known(null) : words("%.1f %%", fraction * 100);
  }

  private static String known(@Nullable Object value) {
    return value == null ? "not known" : words("%s", value);
  }

  @SuppressWarnings("AnnotateFormatMethod") // All of them are literals above.
  private static String words(String sentence, Object... figures) {
    return String.format(Locale.ROOT, sentence, figures);
  }
}
