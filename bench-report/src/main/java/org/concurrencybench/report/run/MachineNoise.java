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
 */
public record MachineNoise(
    @Nullable Double stolenFraction,
    @Nullable Double unitMicrosBefore,
    @Nullable Double unitMicrosAfter,
    @Nullable Double driftFraction,
    @Nullable Double longestHiccupMillis,
    @Nullable Double compilationMillis,
    @Nullable Double compilerCpuMillis,
    @Nullable Double foreignFraction) {

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

  /** The same, and how far the machine's speed was from the run's median. */
  public MachineNoise withDrift(double fraction) {
    return new MachineNoise(
        stolenFraction,
        unitMicrosBefore,
        unitMicrosAfter,
        fraction,
        longestHiccupMillis,
        compilationMillis,
        compilerCpuMillis,
        foreignFraction);
  }
}
