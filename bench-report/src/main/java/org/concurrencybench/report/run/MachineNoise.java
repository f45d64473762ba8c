package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * How quiet the machine was during a window.
 *
 * @param stolenFraction of the CPUs' time, the part that the hypervisor gave to others, from 0 to 1
 * @param unitMicrosBefore a unit of computation just before the window
 * @param unitMicrosAfter the same just after
 * @param driftFraction the larger distance of the two from the run's median, as a fraction of it:
 *     0.15 is 15 % off
 * @param longestHiccupMillis the longest that a thread which only sleeps overslept
 * @param compilationMillis time the server's JIT compiled during the window
 */
public record MachineNoise(
    @Nullable Double stolenFraction,
    @Nullable Double unitMicrosBefore,
    @Nullable Double unitMicrosAfter,
    @Nullable Double driftFraction,
    @Nullable Double longestHiccupMillis,
    @Nullable Double compilationMillis) {

  /** Nothing was measured. */
  public static final MachineNoise NOT_MEASURED =
      new MachineNoise(null, null, null, null, null, null);

  /** Checks the ranges. */
  public MachineNoise {
    Check.notNegative("stolenFraction", stolenFraction);
    Check.notNegative("unitMicrosBefore", unitMicrosBefore);
    Check.notNegative("unitMicrosAfter", unitMicrosAfter);
    Check.notNegative("driftFraction", driftFraction);
    Check.notNegative("longestHiccupMillis", longestHiccupMillis);
    Check.notNegative("compilationMillis", compilationMillis);
  }

  /** The same, and how far the machine's speed was from the run's median. */
  public MachineNoise withDrift(double fraction) {
    return new MachineNoise(
        stolenFraction,
        unitMicrosBefore,
        unitMicrosAfter,
        fraction,
        longestHiccupMillis,
        compilationMillis);
  }
}
