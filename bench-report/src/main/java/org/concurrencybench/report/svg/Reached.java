package org.concurrencybench.report.svg;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.CellSummary.Standing;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/**
 * What a chart shows of a figure of a cell.
 *
 * @param spread of the rounds that count; empty if there is none
 * @param rounds the figure of each of them
 * @param sign beside the estimate, as in the tables: {@code *}, {@code >=}, {@code ^}; empty mostly
 * @param sustained whether the load was sustained in the rounds of {@code spread}
 * @param invalid the figure in rounds that are invalid and count for nothing
 * @param words what is said where there is no estimate
 */
record Reached(
    Optional<Spread> spread,
    List<Double> rounds,
    String sign,
    boolean sustained,
    List<Double> invalid,
    String words) {

  static Reached of(CellSummary cell, Figure figure) {
    boolean overloaded = cell.standing() == Standing.DID_NOT_SUSTAIN;
    Optional<Spread> spread =
        overloaded
            ? (figure.isRate() ? cell.reached(figure) : Optional.empty())
            : cell.spread(figure);
    List<Double> rounds =
        spread.isEmpty()
            ? List.of()
            : (overloaded ? cell.saturated() : cell.valid())
                .stream().map(figure::of).filter(Objects::nonNull).toList();
    return new Reached(
        spread, rounds, sign(cell, figure), !overloaded, invalid(cell, figure), words(cell));
  }

  private static String sign(CellSummary cell, Figure figure) {
    if (cell.isDriverLimited(figure)) {
      return "*";
    }
    if (!figure.equals(Figure.REQUESTS_PER_SECOND)) {
      return "";
    }
    return switch (cell.limitedBy().orElse(Peak.Limit.SERVER)) {
      case SERVER -> "";
      case DRIVER -> "\u2265";
      case WAITING -> "^";
    };
  }

  private static List<Double> invalid(CellSummary cell, Figure figure) {
    return cell.cell().rounds().stream()
        .flatMap(round -> round.windows().stream())
        .filter(window -> window.status() == WindowStatus.INVALID && wasMeasured(window))
        .map(figure::of)
        .filter(Objects::nonNull)
        .filter(value -> value > 0)
        .toList();
  }

  /** One that died before anything was measured has a rate of nought, which nobody saw. */
  private static boolean wasMeasured(Window window) {
    return window.durationSeconds() > 0;
  }

  private static String words(CellSummary cell) {
    return switch (cell.standing()) {
      case MEASURED -> "not measured";
      case DID_NOT_SUSTAIN -> "did not sustain";
      case INVALID -> "invalid";
      case REFUSED -> "refused";
      case NOT_RUN -> "not run";
    };
  }

  /** Every value that is drawn. */
  Stream<Double> values() {
    return Stream.concat(
        spread.stream().flatMap(known -> Stream.of(known.lowest(), known.highest())),
        invalid.stream());
  }
}
