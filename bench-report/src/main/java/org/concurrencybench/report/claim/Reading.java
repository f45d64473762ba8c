package org.concurrencybench.report.claim;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/** What one round of a cell has to say about a figure. */
sealed interface Reading {

  /**
   * A figure.
   *
   * @param limited whether the driver limited it, so that the server's is at most that
   */
  record Value(double value, boolean limited) implements Reading {}

  /** Why there is none, as {@code async did not sustain the load}. */
  record Obstacle(String words) implements Reading {}

  /**
   * Reads the figure for a comparison: off the first window that may be compared, and only if it is
   * the server's and above zero, as the logarithm wants it.
   *
   * @param mayBeLimited whether one that the driver limited will do
   */
  static Reading of(
      Cell cell, int round, Metric metric, Set<WindowStatus> comparable, boolean mayBeLimited) {
    Optional<Window> window = window(cell, round, comparable);
    if (window.isEmpty()) {
      return obstacle(cell, withoutWindow(cell, round));
    }
    Double value = metric.figure().of(window.get());
    if (value == null) {
      return obstacle(cell, "has no such figure");
    }
    boolean limited = metric.isDriverLimited(window.get());
    if (limited && !mayBeLimited) {
      return obstacle(cell, "was limited by the driver");
    }
    return value > 0
        ? new Value(value, limited)
        : obstacle(cell, "has a figure that is not above zero");
  }

  /** The first window of a round that may be compared: a later one would have been chosen. */
  static Optional<Window> window(Cell cell, int round, Set<WindowStatus> comparable) {
    return windows(cell, round).stream()
        .filter(window -> comparable.contains(window.status()))
        .findFirst();
  }

  private static String withoutWindow(Cell cell, int round) {
    List<Window> windows = windows(cell, round);
    if (windows.isEmpty()) {
      return "was not measured";
    }
    return windows.stream().anyMatch(window -> window.status() == WindowStatus.SATURATED)
        ? "did not sustain the load"
        : "had no valid window";
  }

  private static List<Window> windows(Cell cell, int round) {
    return cell.rounds().stream()
        .filter(candidate -> candidate.number() == round)
        .findFirst()
        .map(Round::windows)
        .orElse(List.of());
  }

  private static Obstacle obstacle(Cell cell, String words) {
    return new Obstacle(cell.contender() + " " + words);
  }
}
