package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.statistics.LogMean;

/**
 * What the guards of a rule say, over every round of every cell they watch. A server that was
 * overloaded is watched too: not to sustain the load is what a guard is there to see.
 *
 * @param standing of all guards together
 * @param words what did not hold, a clause each; empty if all did
 */
record Guarded(Standing standing, List<String> words) {

  /** How guards stand. */
  enum Standing {
    /** Every one, in every round. */
    HOLD,
    /** Not always, or it cannot be told: nothing is supported. */
    DOUBTFUL,
    /** One of them in no round of three or more: the claim is contradicted. */
    FAIL
  }

  private static final Set<WindowStatus> WATCHED =
      Set.of(WindowStatus.VALID, WindowStatus.SATURATED);

  Guarded {
    words = List.copyOf(words);
  }

  /** What one window says of one guard. */
  private enum Sight {
    HELD,
    FAILED,
    UNKNOWN
  }

  static Guarded of(Run run, Rule rule) {
    Standing standing = Standing.HOLD;
    List<String> words = new ArrayList<>();
    for (Rule.Guard guard : rule.guards()) {
      for (Cell cell : guard.cells().stream().map(run::cell).flatMap(Optional::stream).toList()) {
        List<Sight> sights = sights(guard, cell);
        Standing here = standing(sights);
        if (here != Standing.HOLD) {
          words.add(words(guard, cell, sights));
        }
        standing = here.compareTo(standing) > 0 ? here : standing;
      }
    }
    return new Guarded(standing, words);
  }

  private static List<Sight> sights(Rule.Guard guard, Cell cell) {
    return cell.rounds().stream()
        .map(Round::number)
        .map(number -> Reading.window(cell, number, WATCHED))
        .flatMap(Optional::stream)
        .map(window -> sight(guard, window))
        .toList();
  }

  /**
   * A response time includes the driver's own lateness: where that is large, the truth is at most
   * what was measured, so that it may pass for good and never fails.
   */
  private static Sight sight(Rule.Guard guard, Window window) {
    Double value = guard.figure().figure().of(window);
    if (value == null) {
      return Sight.UNKNOWN;
    }
    boolean atMost = guard.direction() == Direction.AT_MOST;
    boolean held = atMost ? value <= guard.limit() : value >= guard.limit();
    boolean limited = guard.figure().isDriverLimited(window);
    if (held) {
      return limited && !atMost ? Sight.UNKNOWN : Sight.HELD;
    }
    return limited ? Sight.UNKNOWN : Sight.FAILED;
  }

  private static Standing standing(List<Sight> sights) {
    if (sights.stream().allMatch(Sight.HELD::equals)) {
      return Standing.HOLD;
    }
    boolean always =
        sights.size() >= LogMean.LEAST_ROUNDS && sights.stream().allMatch(Sight.FAILED::equals);
    return always ? Standing.FAIL : Standing.DOUBTFUL;
  }

  private static String words(Rule.Guard guard, Cell cell, List<Sight> sights) {
    long held = sights.stream().filter(Sight.HELD::equals).count();
    return "%s at %s was %s %s in %s of %s rounds"
        .formatted(
            guard.says(),
            cell.load(),
            guard.direction(),
            Digits.of(guard.limit(), guard.figure().unit()),
            held,
            sights.size());
  }
}
