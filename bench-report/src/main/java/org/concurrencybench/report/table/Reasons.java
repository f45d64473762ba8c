package org.concurrencybench.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/** Why something of a cell has no figure, in lines. */
public final class Reasons {

  private Reasons() {}

  /** Why the machine refused the cell, and a line for each window that is not valid. */
  public static List<String> of(Cell cell) {
    Stream<String> refused =
        cell.refused() == null ? Stream.of() : Stream.of("refused: " + cell.refused());
    return Stream.concat(refused, cell.rounds().stream().flatMap(Reasons::of)).toList();
  }

  private static Stream<String> of(Round round) {
    return round.windows().stream()
        .filter(window -> window.status() != WindowStatus.VALID)
        .map(window -> line(round, window));
  }

  private static String line(Round round, Window window) {
    String attempt = window.attempt() == 1 ? "" : ", attempt " + window.attempt();
    String ended = window.status() == WindowStatus.SATURATED ? "did not sustain" : "invalid";
    return "round %s%s, %s: %s"
        .formatted(round.number(), attempt, ended, String.join("; ", window.reasons()));
  }
}
