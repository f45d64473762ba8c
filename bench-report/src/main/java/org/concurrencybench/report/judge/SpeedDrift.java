package org.concurrencybench.report.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/**
 * The second look at windows, for which the run must be known: whether the machine was as fast as
 * it usually was. Every window lies between two measurements of a unit of computation; the run's
 * median of them all is its usual speed.
 */
public final class SpeedDrift {

  private SpeedDrift() {}

  /**
   * The run with every window's drift, and those invalid that drifted by more than {@link
   * WindowJudge#DRIFT_FRACTION}. To be called before invalid windows are chosen for repetition, and
   * at the end: the median is the better for every window. What is invalid stays so; otherwise
   * repeating would move the median until it suits.
   */
  public static Run judge(Run run) {
    OptionalDouble median = median(run);
    return median.isEmpty() ? run : run.withWindows(window -> judge(window, median.getAsDouble()));
  }

  /** Microseconds of a unit of computation, the middle of all measurements; empty without any. */
  public static OptionalDouble median(Run run) {
    double[] sorted =
        run.cells().stream()
            .flatMap(cell -> cell.rounds().stream())
            .flatMap(round -> round.windows().stream())
            .flatMap(window -> unitMicros(window.machine()))
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }

  /** The window with its drift from that median. */
  static Window judge(Window window, double medianMicros) {
    Optional<Double> drift =
        unitMicros(window.machine())
            .map(micros -> Math.abs(micros - medianMicros) / medianMicros)
            .max(Double::compare)
            .filter(Double::isFinite);
    boolean judgedBefore =
        window.machine().driftFraction() != null && window.status() == WindowStatus.INVALID;
    return drift.isEmpty() || judgedBefore ? window : judged(window, drift.get());
  }

  private static Window judged(Window window, double drift) {
    MachineNoise noise = window.machine().withDrift(drift);
    if (drift <= WindowJudge.DRIFT_FRACTION) {
      return window.judged(window.status(), window.reasons(), noise);
    }
    List<String> reasons =
        window.status() == WindowStatus.INVALID
            ? new ArrayList<>(window.reasons())
            : new ArrayList<>();
    reasons.add(
        String.format(
            Locale.ROOT,
            "the machine's speed was %.0f %% from the run's median, at most %.0f %% are allowed",
            drift * 100,
            WindowJudge.DRIFT_FRACTION * 100));
    return window.judged(WindowStatus.INVALID, reasons, noise);
  }

  private static Stream<Double> unitMicros(MachineNoise machine) {
    return Stream.of(
            Optional.ofNullable(machine.unitMicrosBefore()),
            Optional.ofNullable(machine.unitMicrosAfter()))
        .flatMap(Optional::stream);
  }
}
