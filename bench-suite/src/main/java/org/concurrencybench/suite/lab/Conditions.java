package org.concurrencybench.suite.lab;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.StealMeter;

/**
 * The machine during a lab: who has which CPUs, and what came from outside. Both belong under every
 * table, because a reader cannot see them in the figures.
 */
final class Conditions {

  private final CpuLayout layout;
  private final double loadBefore;
  private final Optional<StealMeter> before;

  private Conditions(CpuLayout layout) {
    this.layout = layout;
    this.loadBefore = load();
    this.before = StealMeter.now();
  }

  /** Divides the CPUs, and pins this process to those of the driver. */
  static Conditions begin() {
    CpuLayout layout = CpuLayout.ofThisMachine();
    if (layout.pinned()) {
      Affinity.pinThisProcess(layout.driver());
    }
    return new Conditions(layout);
  }

  CpuLayout layout() {
    return layout;
  }

  /** The flags of every server of a lab: those of a run. */
  JvmFlags serverFlags() {
    return JvmFlags.of(layout);
  }

  /** {@code command} on the server's CPUs, where processes can be pinned. */
  ServerCommand placed(ServerCommand command) {
    return layout.pinned() ? command.on(layout.server()) : command;
  }

  /** Two lines about the time since {@link #begin}. */
  void printTo(PrintWriter out) {
    out.printf("Machine: %s.%n", layout.toString().replaceFirst("\\.$", ""));
    out.printf(
        Locale.ROOT,
        "Meanwhile: %s of the CPUs' time was stolen by other virtual machines; load average %.1f before, %.1f after (the lab itself makes about %d).%n",
        stolen(),
        loadBefore,
        load(),
        layout.all().size());
  }

  private String stolen() {
    Optional<StealMeter> after = StealMeter.now();
    if (before.isEmpty() || after.isEmpty()) {
      return "an unknown part";
    }
    OptionalDouble fraction = after.get().stolenFraction(before.get(), layout.all());
    return fraction.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * fraction.getAsDouble())
        : "an unknown part";
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
