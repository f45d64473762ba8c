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
 * the kernel path; the run's medians of them all are its usual speeds, and how far the middle half
 * of them lies apart says what such a measurement is worth on this machine.
 */
public final class SpeedDrift {

  /**
   * In a normal distribution the quartiles are that many standard deviations apart. The standard
   * deviation itself would be made large by the very spells that are looked for.
   */
  private static final double QUARTILES_APART = 1.349;

  /** One of a thousand measurements of an undisturbed machine lies further from the median. */
  private static final double STANDARD_DEVIATIONS = 3;

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

    private final double least;
    private final String reason;
    private final Function<MachineNoise, @Nullable Double> before;
    private final Function<MachineNoise, @Nullable Double> after;

    Speed(
        double least,
        String reason,
        Function<MachineNoise, @Nullable Double> before,
        Function<MachineNoise, @Nullable Double> after) {
      this.least = least;
      this.reason = reason;
      this.before = before;
      this.after = after;
    }

    Stream<Double> micros(MachineNoise machine) {
      return Stream.of(before, after).flatMap(reading -> Stream.ofNullable(reading.apply(machine)));
    }

    /** Empty if it was never measured. */
    Optional<Usual> usual(Run run) {
      double[] sorted =
          run.cells().stream()
              .flatMap(cell -> cell.rounds().stream())
              .flatMap(round -> round.windows().stream())
              .flatMap(window -> micros(window.machine()))
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      int n = sorted.length;
      if (n == 0) {
        return Optional.empty();
      }
      double deviation = Math.log(sorted[3 * (n - 1) / 4] / sorted[(n - 1) / 4]) / QUARTILES_APART;
      return Optional.of(
          new Usual(
              (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
              Math.max(least, Math.exp(STANDARD_DEVIATIONS * deviation) - 1)));
    }

    /** The larger distance from the median, as a fraction of it; null if it was not measured. */
    @Nullable Double drift(MachineNoise machine, @Nullable Usual usual) {
      return usual == null
          ? null
          : micros(machine)
              .map(micros -> Math.abs(micros - usual.median()) / usual.median())
              .max(Double::compare)
              .filter(Double::isFinite)
              .orElse(null);
    }

    Optional<String> fault(@Nullable Double drift, @Nullable Usual usual) {
      return drift == null || usual == null || drift <= usual.allowed()
          ? Optional.empty()
          : Optional.of(words(reason, drift * 100, usual.allowed() * 100));
    }

    @SuppressWarnings("AnnotateFormatMethod") // Both are literals above.
    private static String words(String sentence, double drift, double allowed) {
      return String.format(Locale.ROOT, sentence, drift, allowed);
    }
  }

  /**
   * How fast the machine usually was.
   *
   * @param median of all measurements of the run, in microseconds
   * @param allowed how far from it one may lie, as a fraction of it: what the rule says, or more
   *     where the measurements of the whole run scatter so much that it would say nothing
   */
  record Usual(double median, double allowed) {}

  private SpeedDrift() {}

  /**
   * The run with every window's drift, and those invalid that drifted by more than {@link
   * WindowJudge#DRIFT_FRACTION} or {@link WindowJudge#KERNEL_PATH_DRIFT_FRACTION}, or than three
   * standard deviations of the run's measurements where that is more. To be called before invalid
   * windows are chosen for repetition, and at the end: the medians are the better for every window.
   * What is invalid stays so; otherwise repeating would move the median until it suits.
   */
  public static Run judge(Run run) {
    Usual units = Speed.COMPUTING.usual(run).orElse(null);
    Usual kernelPath = Speed.KERNEL_PATH.usual(run).orElse(null);
    return units == null && kernelPath == null
        ? run
        : run.withWindows(window -> judge(window, units, kernelPath));
  }

  /** Microseconds of a unit of computation, the middle of all measurements; empty without any. */
  public static OptionalDouble median(Run run) {
    return Speed.COMPUTING
        .usual(run)
        .map(usual -> OptionalDouble.of(usual.median()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * How far from the run's median the kernel path may be, as a fraction of it, where that is more
   * than the rule says: slower spells than that are seen, others are not. Empty where the rule
   * holds.
   */
  public static OptionalDouble kernelPathAllowed(Run run) {
    return Speed.KERNEL_PATH.usual(run).stream()
        .mapToDouble(Usual::allowed)
        .filter(allowed -> allowed > WindowJudge.KERNEL_PATH_DRIFT_FRACTION)
        .findFirst();
  }

  /** The window with its drift from those speeds. */
  static Window judge(Window window, @Nullable Usual usualUnits, @Nullable Usual usualPath) {
    MachineNoise noise = window.machine();
    Double units = Speed.COMPUTING.drift(noise, usualUnits);
    Double kernelPath = Speed.KERNEL_PATH.drift(noise, usualPath);
    boolean measured = units != null || kernelPath != null;
    boolean judgedBefore =
        window.status() == WindowStatus.INVALID
            && (noise.driftFraction() != null || noise.kernelPathDriftFraction() != null);
    if (!measured || judgedBefore) {
      return window;
    }
    List<String> faults =
        Stream.of(
                Speed.COMPUTING.fault(units, usualUnits),
                Speed.KERNEL_PATH.fault(kernelPath, usualPath))
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
