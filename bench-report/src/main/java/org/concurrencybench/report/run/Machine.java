package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * The hardware and its operating system.
 *
 * @param cpuModel as the CPU calls itself
 * @param cpus logical CPUs that the run could use
 * @param memoryBytes physical memory
 * @param os name and version of the distribution
 * @param kernel release of the kernel
 * @param virtualisation the hypervisor or container it runs in, {@code none} if there is none; null
 *     if that is not known
 */
public record Machine(
    String cpuModel,
    int cpus,
    @Nullable Long memoryBytes,
    String os,
    String kernel,
    @Nullable String virtualisation) {

  /** Checks the ranges. */
  public Machine {
    Check.text("cpuModel", cpuModel);
    Check.atLeast("cpus", 1, cpus);
    Check.text("os", os);
    Check.text("kernel", kernel);
  }
}
