package org.concurrencybench.report.table;

import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Peak;

/**
 * What a table says of a figure of a cell, as {@code at least 25,000 (24,100 to 25,900);
 * driver-limited}.
 *
 * @param value what stands for the rounds, as {@link Spread#words} has it, or why there is nothing
 * @param range the lowest and the highest round, with a blank before; empty with one round
 * @param remark what a reader must know before taking the value for what it looks like; empty if
 *     nothing
 */
public record FigureWords(String value, String range, String remark) {

  /** The words for a figure. */
  public static FigureWords of(CellSummary cell, Figure figure) {
    return switch (cell.standing()) {
      case MEASURED ->
          cell.spread(figure)
              .map(spread -> measured(cell, figure, spread))
              .orElse(
                  new FigureWords(cell.hasTooFewEvents(figure) ? "too few events" : "-", "", ""));
      case DID_NOT_SUSTAIN -> unsustained(cell, figure);
      case INVALID -> new FigureWords("invalid", "", "");
      case REFUSED -> new FigureWords("refused", "", "");
      case NOT_RUN -> new FigureWords("not run", "", "");
    };
  }

  private static FigureWords measured(CellSummary cell, Figure figure, Spread spread) {
    boolean atLeast =
        figure.equals(Figure.REQUESTS_PER_SECOND)
            && cell.limitedBy().filter(Peak.Limit.DRIVER::equals).isPresent();
    String remark =
        peak(cell, figure)
            + offered(cell, figure, spread)
            + (cell.isDriverLimited(figure) ? " *" : cell.isUnjudged(figure) ? " ?" : "")
            + (figure.isRate() ? alsoNotSustained(cell) : "")
            + (spread.rounds() < cell.valid().size()
                ? "; in %s of %s rounds".formatted(spread.rounds(), cell.valid().size())
                : "");
    return new FigureWords((atLeast ? "at least " : "") + spread.words(), range(spread), remark);
  }

  private static FigureWords unsustained(CellSummary cell, Figure figure) {
    Optional<Spread> reached = figure.isRate() ? cell.reached(figure) : Optional.empty();
    return reached
        .map(spread ->
            new FigureWords(
                "did not sustain: " + spread.words(), range(spread), offered(cell, figure, spread)))
        .orElse(new FigureWords("did not sustain", "", ""));
  }

  /**
   * Without this, a cell that held in one round of two would look as good as one that always did.
   */
  private static String alsoNotSustained(CellSummary cell) {
    int times = cell.saturated().size();
    return times == 0 ? "" : "; did not sustain in " + times + " more";
  }

  /** A rate that more CPU, or more connections, would have raised must not look like a peak. */
  private static String peak(CellSummary cell, Figure figure) {
    Optional<Peak.Limit> limit =
        figure.equals(Figure.REQUESTS_PER_SECOND) ? cell.limitedBy() : Optional.empty();
    String enough =
        cell.extrapolated()
            .map(spread -> ", extrapolated from CPU per request: " + spread.words())
            .orElse("");
    return switch (limit.orElse(Peak.Limit.SERVER)) {
      case SERVER -> "";
      case DRIVER -> "; driver-limited" + enough;
      case WAITING -> "; not a peak, CPUs were not busy" + enough;
    };
  }

  private static String offered(CellSummary cell, Figure figure, Spread reached) {
    return cell.missed(figure, reached)
        .map(rate -> " of " + Digits.of(rate))
        .orElse(cell.isAsOffered(figure) ? "; as offered" : "");
  }

  private static String range(Spread spread) {
    return spread.rounds() == 1
        ? ""
        : " (" + Digits.of(spread.lowest()) + " to " + Digits.of(spread.highest()) + ")";
  }

  /** All of it. */
  @Override
  public String toString() {
    return value + range + remark;
  }
}
