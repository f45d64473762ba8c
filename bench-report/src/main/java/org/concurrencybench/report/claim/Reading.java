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

  /** The figure. */
  record Value(double value) implements Reading {}

  /** Why there is none, as {@code async did not sustain the load}. */
  record Obstacle(String words) implements Reading {}

  /**
   * Reads the figure for a comparison: off the first window that may be compared, and only if it is
   * the server's and above zero, as the logarithm wants it.
   */
  static Reading of(Cell cell, int round, Metric metric, Set<WindowStatus> comparable) {
    Optional<Window> window = window(cell, round, comparable);
    if (window.isEmpty()) {
      return obstacle(cell, withoutWindow(cell, round));
    }
    Double value = metric.figure().of(window.get());
    if (value == null) {
      return obstacle(cell, "has no such figure");
    }
    if (metric.isDriverLimited(window.get())) {
      return obstacle(cell, "was limited by the driver");
    }
    return value > 0 ? new Value(value) : obstacle(cell, "has a figure that is not above zero");
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
