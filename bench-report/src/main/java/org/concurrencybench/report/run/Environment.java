package org.concurrencybench.report.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a run took place: everything without which its figures cannot be compared with another's.
 *
 * @param machine the hardware and its operating system
 * @param limits what the kernel allows a process here
 * @param kernel the kernel's settings that change the figures
 * @param jdk the Java that ran servers and driver
 * @param libraries versions by name: netty, jmh, hdrhistogram
 * @param source the state of the source code
 * @param commandLine the command as it was given, program first
 * @param layout which process had which CPUs
 * @param serverFlags the flags of every server JVM
 * @param driverFlags the flags of the driver JVM
 * @param check how fast and how quiet the machine was before the run, and what cannot be concluded
 *     on it; null in runs that did not look
 */
public record Environment(
    Machine machine,
    Limits limits,
    KernelSettings kernel,
    Jdk jdk,
    Map<String, String> libraries,
    Source source,
    List<String> commandLine,
    CpuLayout layout,
    List<String> serverFlags,
    List<String> driverFlags,
    @Nullable MachineCheck check) {

  /** Takes copies. */
  public Environment {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(jdk, "jdk");
    libraries = Check.sorted("libraries", libraries);
    Objects.requireNonNull(source, "source");
    commandLine = Check.list("commandLine", commandLine);
    Objects.requireNonNull(layout, "layout");
    serverFlags = Check.list("serverFlags", serverFlags);
    driverFlags = Check.list("driverFlags", driverFlags);
  }

  /** An environment that nobody checked. */
  public Environment(
      Machine machine,
      Limits limits,
      KernelSettings kernel,
      Jdk jdk,
      Map<String, String> libraries,
      Source source,
      List<String> commandLine,
      CpuLayout layout,
      List<String> serverFlags,
      List<String> driverFlags) {
    this(
        machine,
        limits,
        kernel,
        jdk,
        libraries,
        source,
        commandLine,
        layout,
        serverFlags,
        driverFlags,
        null);
  }
}
