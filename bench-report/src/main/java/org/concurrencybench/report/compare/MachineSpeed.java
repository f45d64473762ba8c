package org.concurrencybench.report.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.judge.SpeedDrift;
import org.concurrencybench.report.judge.WindowJudge;
import org.concurrencybench.report.run.Run;

/**
 * How fast the machine was in two runs, told by the same unit of computation that brackets every
 * window. Nothing else separates a machine that was slower from code that is.
 *
 * @param unitMicrosA median cost of a unit in A
 * @param unitMicrosB the same in B
 */
record MachineSpeed(double unitMicrosA, double unitMicrosB) {

  /** Empty if a run did not measure it. */
  static Optional<MachineSpeed> of(Run a, Run b) {
    OptionalDouble first = SpeedDrift.median(a);
    OptionalDouble second = SpeedDrift.median(b);
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : Optional.of(new MachineSpeed(first.getAsDouble(), second.getAsDouble()));
  }

  /**
   * Whether it was so different that a window of one run, had it been in the other, would have been
   * invalid.
   */
  boolean isAnother() {
    return Math.abs(unitMicrosB - unitMicrosA) / unitMicrosA > WindowJudge.DRIFT_FRACTION;
  }

  String sentence() {
    double slower = unitMicrosB / unitMicrosA - 1;
    String difference =
        String.format(
            Locale.ROOT,
            "%.1f %% %s in B",
            Math.abs(slower) * 100,
            slower >= 0 ? "slower" : "faster");
    String words =
        "a unit of computation took %s us in A and %s us in B: the machine was %s"
            .formatted(Digits.of(unitMicrosA), Digits.of(unitMicrosB), difference);
    return isAnother()
        ? words
            + String.format(
                Locale.ROOT,
                ", and with more than %.0f %% only memory is compared",
                WindowJudge.DRIFT_FRACTION * 100)
        : words + ", and a difference of that size says nothing about the subject";
  }
}
