package org.concurrencybench.report.figure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/**
 * A cell over its rounds, each of which counts once: by its window that is not invalid, if it has
 * one.
 *
 * @param cell the cell
 * @param valid windows of the rounds that count, in order
 * @param saturated windows of the rounds in which the server did not sustain the load
 * @param invalidRounds rounds with invalid windows only
 */
public record CellSummary(
    Cell cell, List<Window> valid, List<Window> saturated, int invalidRounds) {

  /** How a cell stands. */
  public enum Standing {
    /** At least one round is valid, and its figures are shown. */
    MEASURED,
    /** No round is valid, and in at least one the server did not sustain the load. */
    DID_NOT_SUSTAIN,
    /** Every round is invalid. */
    INVALID,
    /** The machine cannot run it. */
    REFUSED,
    /** It has no round yet. */
    NOT_RUN
  }

  /** Less than this part of the rate that was offered has not reached it. */
  private static final double REACHED = 0.99;

  /** Takes copies. */
  public CellSummary {
    valid = List.copyOf(valid);
    saturated = List.copyOf(saturated);
  }

  /** Sums up a cell. */
  public static CellSummary of(Cell cell) {
    List<Window> results =
        cell.rounds().stream().map(Round::result).flatMap(Optional::stream).toList();
    return new CellSummary(
        cell,
        results.stream().filter(window -> window.status() == WindowStatus.VALID).toList(),
        results.stream().filter(window -> window.status() == WindowStatus.SATURATED).toList(),
        cell.rounds().size() - results.size());
  }

  /** How the cell stands. */
  public Standing standing() {
    if (!valid.isEmpty()) {
      return Standing.MEASURED;
    }
    if (!saturated.isEmpty()) {
      return Standing.DID_NOT_SUSTAIN;
    }
    if (invalidRounds > 0) {
      return Standing.INVALID;
    }
    return cell.refused() == null ? Standing.NOT_RUN : Standing.REFUSED;
  }

  /** A figure over the valid rounds; empty if none has it. Percentiles are not averaged. */
  public Optional<Spread> spread(Figure figure) {
    return spread(valid, figure);
  }

  /** What was reached where the load was not sustained; empty if it always was. */
  public Optional<Spread> reached(Figure rate) {
    return spread(saturated, rate);
  }

  /** Whether times were measured, and too few independent events lie beyond the percentile. */
  public boolean hasTooFewEvents(Figure figure) {
    return figure.percentile() != null
        && spread(figure).isEmpty()
        && valid.stream()
            .map(window -> window.latency().response())
            .anyMatch(response -> response != null && response.samples() > 0);
  }

  /** Whether there is something to show of the figure: a spread, or a rate that was reached. */
  public boolean has(Figure figure) {
    return spread(figure).isPresent() || (figure.isRate() && reached(figure).isPresent());
  }

  private static Optional<Spread> spread(List<Window> windows, Figure figure) {
    List<Double> values = windows.stream().map(figure::of).filter(Objects::nonNull).toList();
    return figure.spread(values);
  }

  /**
   * The rate that was offered, where {@code reached} falls short of it; empty where it does not, in
   * a closed loop, and for a figure that is not requests a second.
   */
  public Optional<Double> missed(Figure figure, Spread reached) {
    if (!figure.equals(Figure.REQUESTS_PER_SECOND)) {
      return Optional.empty();
    }
    List<Double> offered =
        Stream.concat(valid.stream(), saturated.stream())
            .map(window -> window.throughput().offeredPerSecond())
            .filter(Objects::nonNull)
            .toList();
    return Spread.of(offered)
        .map(Spread::estimate)
        .filter(rate -> reached.estimate() < rate * REACHED);
  }

  /**
   * Whether a rate is what was offered and not what the server can do: in an open loop that was
   * sustained. It has no place in a chart, and no table prints it as a capacity.
   */
  public boolean isAsOffered(Figure figure) {
    return figure.isRate()
        && saturated.isEmpty()
        && !valid.isEmpty()
        && !cell.parameters().isClosedLoop();
  }

  /** Whether in a valid round the figure says more about the driver than about the server. */
  public boolean isDriverLimited(Figure figure) {
    Percentile percentile = figure.percentile();
    return percentile != null
        && valid.stream().anyMatch(window -> window.latency().driverLimited().contains(percentile));
  }

  /** Whether in a valid round the driver's lateness at that percentile is not known. */
  public boolean isUnjudged(Figure figure) {
    Percentile percentile = figure.percentile();
    return percentile != null
        && valid.stream().anyMatch(window -> window.latency().unjudged().contains(percentile));
  }

  /**
   * What kept the rate of a closed loop from being the server's peak, in the round where the driver
   * was at fault or else in any; empty if it was a peak in every valid round, or that is not known.
   */
  public Optional<Peak.Limit> limitedBy() {
    Set<Peak.Limit> limits = EnumSet.noneOf(Peak.Limit.class);
    peaks().map(Peak::limit).forEach(limits::add);
    return Stream.of(Peak.Limit.DRIVER, Peak.Limit.WAITING).filter(limits::contains).findFirst();
  }

  /** What the server's CPUs would answer by CPU per request; empty where the rate is the peak. */
  public Optional<Spread> extrapolated() {
    return Spread.of(peaks().map(Peak::extrapolatedPerSecond).filter(Objects::nonNull).toList());
  }

  private Stream<Peak> peaks() {
    return valid.stream().map(window -> window.throughput().peak()).filter(Objects::nonNull);
  }

  /** The rounds in words, as {@code 2 valid, 1 did not sustain}. */
  public String rounds() {
    if (standing() == Standing.REFUSED) {
      return "refused";
    }
    List<String> parts = new ArrayList<>();
    add(parts, valid.size(), "valid");
    add(parts, saturated.size(), "did not sustain");
    add(parts, invalidRounds, "invalid");
    return parts.isEmpty() ? "not run" : String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
