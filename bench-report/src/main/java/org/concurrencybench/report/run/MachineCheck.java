package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast and how quiet the machine was just before a run, and what cannot be concluded on it.
 * What is null cannot be measured here.
 *
 * @param cpus CPUs that the run may use
 * @param serverCpus of these, the server's
 * @param layout who has which, in words, with a bias that it brings
 * @param sharedCore whether the server shares a core, though no CPU, with another process:
 *     hyperthreads
 * @param virtualisation the hypervisor; {@code none} if there is none
 * @param cpuGovernor how the clock rate is set
 * @param clockSource what the kernel's clock reads
 * @param transparentHugePages always, madvise or never
 * @param memoryAvailableBytes that programs could still get
 * @param openFiles of one process
 * @param connections the most that fit a process with one socket for each
 * @param threadedConnections the same with a platform thread for each
 * @param listenBacklog connections that the kernel completes before they are accepted, at most
 * @param idleSeconds how long the machine was watched while the run did nothing
 * @param stolenFraction of the CPUs' time in it, the part that the hypervisor gave to others
 * @param foreignFraction of the busiest CPU's time in it, the part that other processes took
 * @param hiccups how much longer than they wanted threads slept that do nothing else, on each CPU
 * @param unitMicrosByCpu a unit of computation, all CPUs computing at once; the number of the CPU
 *     is the key
 * @param unitSpreadFraction over some repetitions, the distance from the fastest to the slowest as
 *     a fraction of the fastest, of the CPU that differed most
 * @param clockCostNanos reading the clock once
 * @param clockResolutionNanos the smallest step of the clock
 * @param pacing how late an idle driver is woken, every 200 microseconds
 * @param loopback a byte to and fro between a thread on the server's and one on the driver's CPUs,
 *     both of which have to be woken
 * @param switchMicros a switch from one thread to another on the same CPU, with the write and the
 *     read of a byte that make it
 * @param limitations what cannot be concluded here
 * @param memoryMaxBytes memory that the control group, or one above, may use; null if there is no
 *     limit
 * @param cpuQuota CPUs' worth of time that the control group, or one above, may take: 1.5 is a CPU
 *     and a half; null if there is no limit
 * @param driverTransport how the driver waits for its sockets: epoll, or nio where that is missing
 * @param jdk version of the Java that runs servers and driver
 * @param systemCallNanos entering the kernel and returning, nothing done there
 */
public record MachineCheck(
    int cpus,
    int serverCpus,
    String layout,
    boolean sharedCore,
    @Nullable String virtualisation,
    @Nullable String cpuGovernor,
    @Nullable String clockSource,
    @Nullable String transparentHugePages,
    @Nullable Long memoryAvailableBytes,
    @Nullable Long openFiles,
    int connections,
    int threadedConnections,
    @Nullable Long listenBacklog,
    double idleSeconds,
    @Nullable Double stolenFraction,
    @Nullable Double foreignFraction,
    LatencySummary hiccups,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Double> unitMicrosByCpu,
    double unitSpreadFraction,
    double clockCostNanos,
    double clockResolutionNanos,
    LatencySummary pacing,
    LatencySummary loopback,
    @Nullable Double switchMicros,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Limitation> limitations,
    @Nullable Long memoryMaxBytes,
    @Nullable Double cpuQuota,
    @Nullable String driverTransport,
    @Nullable String jdk,
    @Nullable Double systemCallNanos) {

  /** Takes copies. */
  public MachineCheck {
    Check.atLeast("cpus", 1, cpus);
    Check.atLeast("serverCpus", 1, serverCpus);
    unitMicrosByCpu = Check.sorted("unitMicrosByCpu", unitMicrosByCpu);
    limitations = Check.list("limitations", limitations);
  }

  /** A check that asked neither for a control group nor for what lies below Java. */
  public MachineCheck(
      int cpus,
      int serverCpus,
      String layout,
      boolean sharedCore,
      @Nullable String virtualisation,
      @Nullable String cpuGovernor,
      @Nullable String clockSource,
      @Nullable String transparentHugePages,
      @Nullable Long memoryAvailableBytes,
      @Nullable Long openFiles,
      int connections,
      int threadedConnections,
      @Nullable Long listenBacklog,
      double idleSeconds,
      @Nullable Double stolenFraction,
      @Nullable Double foreignFraction,
      LatencySummary hiccups,
      Map<String, Double> unitMicrosByCpu,
      double unitSpreadFraction,
      double clockCostNanos,
      double clockResolutionNanos,
      LatencySummary pacing,
      LatencySummary loopback,
      @Nullable Double switchMicros,
      List<Limitation> limitations) {
    this(
        cpus,
        serverCpus,
        layout,
        sharedCore,
        virtualisation,
        cpuGovernor,
        clockSource,
        transparentHugePages,
        memoryAvailableBytes,
        openFiles,
        connections,
        threadedConnections,
        listenBacklog,
        idleSeconds,
        stolenFraction,
        foreignFraction,
        hiccups,
        unitMicrosByCpu,
        unitSpreadFraction,
        clockCostNanos,
        clockResolutionNanos,
        pacing,
        loopback,
        switchMicros,
        limitations,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same check with what limits and what lies below Java. */
  public MachineCheck with(
      @Nullable Long memoryMaxBytes,
      @Nullable Double cpuQuota,
      @Nullable String driverTransport,
      @Nullable String jdk,
      @Nullable Double systemCallNanos) {
    return new MachineCheck(
        cpus,
        serverCpus,
        layout,
        sharedCore,
        virtualisation,
        cpuGovernor,
        clockSource,
        transparentHugePages,
        memoryAvailableBytes,
        openFiles,
        connections,
        threadedConnections,
        listenBacklog,
        idleSeconds,
        stolenFraction,
        foreignFraction,
        hiccups,
        unitMicrosByCpu,
        unitSpreadFraction,
        clockCostNanos,
        clockResolutionNanos,
        pacing,
        loopback,
        switchMicros,
        limitations,
        memoryMaxBytes,
        cpuQuota,
        driverTransport,
        jdk,
        systemCallNanos);
  }

  /**
   * Something that cannot be concluded.
   *
   * @param figure the component of the check that says so
   * @param value what was measured; null if it could not be
   * @param threshold from where on it says so; null if there is none
   * @param sentence what cannot be concluded, with the measured value and the threshold
   */
  public record Limitation(
      String figure, @Nullable Double value, @Nullable Double threshold, String sentence) {

    /** Refuses one without words. */
    public Limitation {
      Check.text("figure", figure);
      Check.text("sentence", sentence);
    }
  }

  /** The same check with other conclusions. */
  public MachineCheck with(List<Limitation> found) {
    return new MachineCheck(
        cpus,
        serverCpus,
        layout,
        sharedCore,
        virtualisation,
        cpuGovernor,
        clockSource,
        transparentHugePages,
        memoryAvailableBytes,
        openFiles,
        connections,
        threadedConnections,
        listenBacklog,
        idleSeconds,
        stolenFraction,
        foreignFraction,
        hiccups,
        unitMicrosByCpu,
        unitSpreadFraction,
        clockCostNanos,
        clockResolutionNanos,
        pacing,
        loopback,
        switchMicros,
        found,
        memoryMaxBytes,
        cpuQuota,
        driverTransport,
        jdk,
        systemCallNanos);
  }
}
