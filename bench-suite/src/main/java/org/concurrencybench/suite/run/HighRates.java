package org.concurrencybench.suite.run;

import java.util.Locale;
import java.util.OptionalDouble;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameter;
import org.concurrencybench.report.run.Parameters;

/**
 * Finds the loads that ask more of the driver than half of what it can do. A driver that is half
 * busy already queues: its own waiting then shows in the percentiles, so such a window will mostly
 * be driver-limited, or invalid.
 */
final class HighRates {

  static final double FRACTION_OF_CEILING = 0.5;

  private final Calibration calibration;

  HighRates(Calibration calibration) {
    this.calibration = calibration;
  }

  /** The cell, with a note if its rate is too high for this driver. */
  Cell noted(Cell cell) {
    OptionalDouble ceiling = ceiling(cell.protocol());
    OptionalDouble rate = rate(cell);
    if (ceiling.isEmpty()
        || rate.isEmpty()
        || rate.getAsDouble() <= FRACTION_OF_CEILING * ceiling.getAsDouble()) {
      return cell;
    }
    return cell.withNote(
        String.format(
            Locale.ROOT,
            "%,.0f requests/s are more than half of the %,.0f that the driver reached here against a server that does nothing: expect percentiles of the driver's own, or invalid windows",
            rate.getAsDouble(),
            ceiling.getAsDouble()));
  }

  private static OptionalDouble rate(Cell cell) {
    return switch (cell.parameters().values().get(Parameters.RATE_PER_SECOND)) {
      case Parameter.Decimal(double rate) -> OptionalDouble.of(rate);
      case Parameter.Whole(long rate) -> OptionalDouble.of((double) rate);
      case Parameter.Text _, Parameter.Truth _ -> OptionalDouble.empty();
      case null -> OptionalDouble.empty();
    };
  }

  /** The lowest of a protocol: a rate is to be possible through any number of connections. */
  private OptionalDouble ceiling(String protocol) {
    return calibration.ceilings().stream()
        .filter(ceiling -> ceiling.protocol().equals(protocol))
        .mapToDouble(Calibration.Ceiling::requestsPerSecond)
        .min();
  }
}
