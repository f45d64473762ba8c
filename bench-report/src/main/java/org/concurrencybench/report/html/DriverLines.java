package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Loop;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.jspecify.annotations.Nullable;

/** The floor and the ceiling of the driver, as lines that a chart shows beside the servers'. */
final class DriverLines {

  private DriverLines() {}

  /**
   * The ceiling over the protocol of a closed loop against connections; empty elsewhere: an open
   * loop's rate is what was asked for.
   */
  static List<Chart.Reference> ceilings(Calibration calibration, Sweep sweep) {
    List<Calibration.Ceiling> ceilings =
        calibration.ceilings().stream()
            .filter(ceiling -> hasProtocol(sweep.cells(), ceiling.protocol()))
            .sorted(Comparator.comparingInt(Calibration.Ceiling::connections))
            .toList();
    // The ceiling was measured on connections that are kept: churn has another.
    boolean closed =
        sweep.cells().stream()
            .allMatch(cell -> cell.cell().parameters().loop().equals(Optional.of(Loop.CLOSED)));
    if (ceilings.isEmpty() || !closed || !sweep.parameter().equals(Parameters.CONNECTIONS)) {
      return List.of();
    }
    return List.of(
        new Chart.Reference(
            "driver's ceiling",
            ceilings.stream()
                .map(ceiling -> new Chart.Dot(ceiling.connections(), ceiling.requestsPerSecond()))
                .toList()));
  }

  /** The floor nearest to a sweep, as a level. */
  static List<Chart.Reference> floor(Calibration calibration, Sweep sweep, Percentile percentile) {
    Optional<Calibration.Floor> floor = nearest(calibration, sweep.cells());
    return floor
        .map(known -> known.response().micros(percentile))
        .map(micros ->
            List.of(
                new Chart.Reference(label(floor.orElseThrow()), List.of(new Chart.Dot(0, micros)))))
        .orElse(List.of());
  }

  /** The floor nearest to a load, at the listed percentiles. */
  static List<Chart.Reference> floorCurve(
      @Nullable Calibration calibration, List<CellSummary> cells) {
    if (calibration == null) {
      return List.of();
    }
    return nearest(calibration, cells)
        .map(floor -> new Chart.Reference(label(floor), points(floor)))
        .filter(reference -> !reference.points().isEmpty())
        .map(List::of)
        .orElse(List.of());
  }

  private static List<Chart.Dot> points(Calibration.Floor floor) {
    List<@Nullable Double> curve = PercentileAxis.curve(floor.response());
    List<Chart.Dot> points = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      if (curve.get(i) != null) {
        points.add(new Chart.Dot(PercentileAxis.XS.get(i), curve.get(i)));
      }
    }
    return points;
  }

  private static String label(Calibration.Floor floor) {
    return "driver's floor (%s, %s connections, %s/s)"
        .formatted(
            floor.protocol(), Digits.of(floor.connections()), Digits.of(floor.ratePerSecond()));
  }

  private static Optional<Calibration.Floor> nearest(
      Calibration calibration, List<CellSummary> cells) {
    return calibration.floors().stream()
        .filter(floor -> hasProtocol(cells, floor.protocol()))
        .min(Comparator.comparingDouble(floor -> distance(floor, cells)));
  }

  /** How many times off, in connections and in rate. */
  private static double distance(Calibration.Floor floor, List<CellSummary> cells) {
    return factor(floor.connections(), numbers(cells, Parameters.CONNECTIONS))
        + factor(floor.ratePerSecond(), numbers(cells, Parameters.RATE_PER_SECOND));
  }

  private static double factor(double value, Stream<Double> others) {
    return others
        .mapToDouble(other -> Math.abs(Math.log((value + 1) / (other + 1))))
        .min()
        .orElse(0);
  }

  private static Stream<Double> numbers(List<CellSummary> cells, String name) {
    return cells.stream()
        .map(cell -> cell.cell().parameters().number(name))
        .filter(Objects::nonNull);
  }

  private static boolean hasProtocol(List<CellSummary> cells, String protocol) {
    return cells.stream().anyMatch(cell -> cell.cell().protocol().equals(protocol));
  }
}
