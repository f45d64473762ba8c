package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * Why two runs cannot be compared at all: something else than their subject differs, and changes
 * every figure. A sentence each, with both values.
 */
final class Obstacles {

  /** Kernels of different versions keep different amounts of the same memory for themselves. */
  private static final double MEMORY_TOLERANCE = 0.01;

  private final List<String> sentences = new ArrayList<>();

  private Obstacles() {}

  static List<String> between(Run a, Run b) {
    Obstacles obstacles = new Obstacles();
    obstacles.machines(a.environment().machine(), b.environment().machine());
    obstacles.layouts(a.environment().layout(), b.environment().layout());
    obstacles.plans(a.plan(), b.plan());
    return obstacles.sentences;
  }

  private void machines(Machine a, Machine b) {
    differ("another CPU", a.cpuModel(), b.cpuModel());
    differ("another number of CPUs", a.cpus(), b.cpus());
    Long memoryA = a.memoryBytes();
    Long memoryB = b.memoryBytes();
    if (memoryA != null
        && memoryB != null
        && Math.abs(memoryA - memoryB) > MEMORY_TOLERANCE * Math.max(memoryA, memoryB)) {
      differ("another amount of memory", Digits.of(memoryA, "bytes"), Digits.of(memoryB, "bytes"));
    }
    differ("another virtualisation", a.virtualisation(), b.virtualisation());
  }

  /** Which numbers the CPUs have does not matter, how many each process has does. */
  private void layouts(CpuLayout a, CpuLayout b) {
    differ("another number of server CPUs", a.serverCpus().size(), b.serverCpus().size());
    differ("another number of driver CPUs", a.driverCpus().size(), b.driverCpus().size());
    differ(
        "processes held to CPUs in one run only",
        a.pinned() ? "pinned" : "not pinned",
        b.pinned() ? "pinned" : "not pinned");
    differ("another network", a.network(), b.network());
  }

  private void plans(Plan a, Plan b) {
    differ("windows of another length", seconds(a.windowSeconds()), seconds(b.windowSeconds()));
    differ("another warm-up", seconds(a.warmUpSeconds()), seconds(b.warmUpSeconds()));
  }

  private static String seconds(double value) {
    return Digits.of(value) + " s";
  }

  private void differ(String what, @Nullable Object a, @Nullable Object b) {
    if (!Objects.equals(a, b)) {
      sentences.add("%s: %s in A, %s in B".formatted(what, words(a), words(b)));
    }
  }

  private static String words(@Nullable Object value) {
    return value == null ? "not known" : value.toString();
  }
}
