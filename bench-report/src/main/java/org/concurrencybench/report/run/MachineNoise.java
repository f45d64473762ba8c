package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * How quiet the machine was during a window.
 *
 * @param stolenFraction of the CPUs' time, the part that the hypervisor gave to others, from 0 to
 *     1; of the server's or the driver's CPUs, whichever lost more
 * @param unitMicrosBefore a unit of computation just before the window, on the slowest of the CPUs
 * @param unitMicrosAfter the same just after
 * @param driftFraction the larger distance of the two from the run's median, as a fraction of it:
 *     0.15 is 15 % off
 * @param longestHiccupMillis the longest that a thread which only sleeps overslept, on the driver's
 *     CPUs
 * @param compilationMillis time the server's JIT compiled during the window, from the beginning of
 *     each compilation to its end
 * @param compilerCpuMillis the CPU that it took for that; null in runs that did not measure it
 * @param foreignFraction of the CPUs' time, the part that processes took that are none of the
 *     run's, from 0 to 1; of the server's or the driver's CPUs, whichever lost more; null where
 *     processes are not held to CPUs
 * @param kernelPathMicrosBefore a byte to and fro between two threads on one of the server's CPUs,
 *     once over loopback and once over pipes, just before the window; null in runs that did not
 *     measure it, and where threads cannot be held to a CPU
 * @param kernelPathMicrosAfter the same just after
 * @param kernelPathDriftFraction the larger distance of the two from the run's median, as a
 *     fraction of it
 * @param throttledMillis for how long the CPU quota of the control group kept threads from running,
 *     added up over CPUs; null where there is no quota
 */
public record MachineNoise(
    @Nullable Double stolenFraction,
    @Nullable Double unitMicrosBefore,
    @Nullable Double unitMicrosAfter,
    @Nullable Double driftFraction,
    @Nullable Double longestHiccupMillis,
    @Nullable Double compilationMillis,
    @Nullable Double compilerCpuMillis,
    @Nullable Double foreignFraction,
    @Nullable Double kernelPathMicrosBefore,
    @Nullable Double kernelPathMicrosAfter,
    @Nullable Double kernelPathDriftFraction,
    @Nullable Double throttledMillis) {

  /** Nothing was measured. */
  public static final MachineNoise NOT_MEASURED =
      new MachineNoise(null, null, null, null, null, null, null, null);

  /** Checks the ranges. */
  public MachineNoise {
    Check.notNegative("stolenFraction", stolenFraction);
    Check.notNegative("unitMicrosBefore", unitMicrosBefore);
    Check.notNegative("unitMicrosAfter", unitMicrosAfter);
    Check.notNegative("driftFraction", driftFraction);
    Check.notNegative("longestHiccupMillis", longestHiccupMillis);
    Check.notNegative("compilationMillis", compilationMillis);
    Check.notNegative("compilerCpuMillis", compilerCpuMillis);
    Check.notNegative("foreignFraction", foreignFraction);
    Check.notNegative("kernelPathMicrosBefore", kernelPathMicrosBefore);
    Check.notNegative("kernelPathMicrosAfter", kernelPathMicrosAfter);
    Check.notNegative("kernelPathDriftFraction", kernelPathDriftFraction);
    Check.notNegative("throttledMillis", throttledMillis);
  }

  /** Of a window in which neither the kernel's path nor a quota was watched. */
  public MachineNoise(
      @Nullable Double stolenFraction,
      @Nullable Double unitMicrosBefore,
      @Nullable Double unitMicrosAfter,
      @Nullable Double driftFraction,
      @Nullable Double longestHiccupMillis,
      @Nullable Double compilationMillis,
      @Nullable Double compilerCpuMillis,
      @Nullable Double foreignFraction) {
    this(
        stolenFraction,
        unitMicrosBefore,
        unitMicrosAfter,
        driftFraction,
        longestHiccupMillis,
        compilationMillis,
        compilerCpuMillis,
        foreignFraction,
        null,
        null,
        null,
        null);
  }

  /** Of a window in which neither the compilers' CPU nor other processes were watched. */
  public MachineNoise(
      @Nullable Double stolenFraction,
      @Nullable Double unitMicrosBefore,
      @Nullable Double unitMicrosAfter,
      @Nullable Double driftFraction,
      @Nullable Double longestHiccupMillis,
      @Nullable Double compilationMillis) {
    this(
        stolenFraction,
        unitMicrosBefore,
        unitMicrosAfter,
        driftFraction,
        longestHiccupMillis,
        compilationMillis,
        null,
        null);
  }

  /**
   * The same, and how far the machine was from the run's medians.
   *
   * @param units computing; null if that was not measured
   * @param kernelPath of the kernel path; null if that was not measured
   */
  public MachineNoise withDrift(@Nullable Double units, @Nullable Double kernelPath) {
    return new MachineNoise(
        stolenFraction,
        unitMicrosBefore,
        unitMicrosAfter,
        units,
        longestHiccupMillis,
        compilationMillis,
        compilerCpuMillis,
        foreignFraction,
        kernelPathMicrosBefore,
        kernelPathMicrosAfter,
        kernelPath,
        throttledMillis);
  }
}
