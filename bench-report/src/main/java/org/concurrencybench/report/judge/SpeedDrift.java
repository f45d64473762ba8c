package org.concurrencybench.report.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * The second look at windows, for which the run must be known: whether the machine was as fast as
 * it usually was. Every window lies between two measurements of a unit of computation and two of
 * the kernel path; the run's medians of them all are its usual speeds.
 */
public final class SpeedDrift {

  /** What is measured around a window. */
  @SuppressWarnings("ImmutableEnumChecker") // accessors of a record have no state
  private enum Speed {
    COMPUTING(
        WindowJudge.DRIFT_FRACTION,
        "the machine's speed was %.0f %% off the run's median, at most %.0f %% is allowed",
        MachineNoise::unitMicrosBefore,
        MachineNoise::unitMicrosAfter),
    KERNEL_PATH(
        WindowJudge.KERNEL_PATH_DRIFT_FRACTION,
        "the kernel path was %.0f %% off the run's median, at most %.0f %% is allowed",
        MachineNoise::kernelPathMicrosBefore,
        MachineNoise::kernelPathMicrosAfter);

    private final double allowed;
    private final String reason;
    private final Function<MachineNoise, @Nullable Double> before;
    private final Function<MachineNoise, @Nullable Double> after;

    Speed(
        double allowed,
        String reason,
        Function<MachineNoise, @Nullable Double> before,
        Function<MachineNoise, @Nullable Double> after) {
      this.allowed = allowed;
      this.reason = reason;
      this.before = before;
      this.after = after;
    }

    Stream<Double> micros(MachineNoise machine) {
      return Stream.of(before, after).flatMap(reading -> Stream.ofNullable(reading.apply(machine)));
    }

    OptionalDouble median(Run run) {
      double[] sorted =
          run.cells().stream()
              .flatMap(cell -> cell.rounds().stream())
              .flatMap(round -> round.windows().stream())
              .flatMap(window -> micros(window.machine()))
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      int n = sorted.length;
      return n == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }

    /** The larger distance from the median, as a fraction of it; null if it was not measured. */
    @Nullable Double drift(MachineNoise machine, OptionalDouble median) {
      return median.isEmpty()
          ? null
          : micros(machine)
              .map(micros -> Math.abs(micros - median.getAsDouble()) / median.getAsDouble())
              .max(Double::compare)
              .filter(Double::isFinite)
              .orElse(null);
    }

    Optional<String> fault(@Nullable Double drift) {
      return drift == null || drift <= allowed
          ? Optional.empty()
          : Optional.of(words(reason, drift * 100, allowed * 100));
    }

    @SuppressWarnings("AnnotateFormatMethod") // Both are literals above.
    private static String words(String sentence, double drift, double allowed) {
      return String.format(Locale.ROOT, sentence, drift, allowed);
    }
  }

  private SpeedDrift() {}

  /**
   * The run with every window's drift, and those invalid that drifted by more than {@link
   * WindowJudge#DRIFT_FRACTION} or {@link WindowJudge#KERNEL_PATH_DRIFT_FRACTION}. To be called
   * before invalid windows are chosen for repetition, and at the end: the medians are the better
   * for every window. What is invalid stays so; otherwise repeating would move the median until it
   * suits.
   */
  public static Run judge(Run run) {
    OptionalDouble units = Speed.COMPUTING.median(run);
    OptionalDouble kernelPath = Speed.KERNEL_PATH.median(run);
    return units.isEmpty() && kernelPath.isEmpty()
        ? run
        : run.withWindows(window -> judge(window, units, kernelPath));
  }

  /** Microseconds of a unit of computation, the middle of all measurements; empty without any. */
  public static OptionalDouble median(Run run) {
    return Speed.COMPUTING.median(run);
  }

  /** The window with its drift from those medians. */
  static Window judge(Window window, OptionalDouble unitMicros, OptionalDouble kernelPathMicros) {
    MachineNoise noise = window.machine();
    Double units = Speed.COMPUTING.drift(noise, unitMicros);
    Double kernelPath = Speed.KERNEL_PATH.drift(noise, kernelPathMicros);
    boolean measured = units != null || kernelPath != null;
    boolean judgedBefore =
        window.status() == WindowStatus.INVALID
            && (noise.driftFraction() != null || noise.kernelPathDriftFraction() != null);
    if (!measured || judgedBefore) {
      return window;
    }
    List<String> faults =
        Stream.of(Speed.COMPUTING.fault(units), Speed.KERNEL_PATH.fault(kernelPath))
            .flatMap(Optional::stream)
            .toList();
    return judged(window, faults, noise.withDrift(units, kernelPath));
  }

  private static Window judged(Window window, List<String> faults, MachineNoise noise) {
    if (faults.isEmpty()) {
      return window.judged(window.status(), window.reasons(), noise);
    }
    List<String> reasons =
        window.status() == WindowStatus.INVALID
            ? new ArrayList<>(window.reasons())
            : new ArrayList<>();
    reasons.addAll(faults);
    return window.judged(WindowStatus.INVALID, reasons, noise);
  }
}
