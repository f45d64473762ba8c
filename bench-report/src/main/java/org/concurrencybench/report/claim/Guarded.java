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
    /** Every one, in every round that has a window to look at, and that is three or more. */
    HOLD,
    /** Not always, or in too few rounds, or it cannot be told: nothing is supported. */
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
      for (String id : guard.cells()) {
        List<Sight> sights = run.cell(id).map(cell -> sights(guard, cell)).orElse(List.of());
        Standing here = standing(sights);
        if (here != Standing.HOLD) {
          words.add(words(guard, id, sights));
        }
        standing = here.compareTo(standing) > 0 ? here : standing;
      }
    }
    return new Guarded(standing, words);
  }

  /** Of each round that has a window to look at: an invalid one is no evidence. */
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

  /** As many rounds as an estimate needs: what nobody looked at has neither held nor failed. */
  private static Standing standing(List<Sight> sights) {
    if (sights.size() < LogMean.LEAST_ROUNDS) {
      return Standing.DOUBTFUL;
    }
    if (sights.stream().allMatch(Sight.HELD::equals)) {
      return Standing.HOLD;
    }
    return sights.stream().allMatch(Sight.FAILED::equals) ? Standing.FAIL : Standing.DOUBTFUL;
  }

  private static String words(Rule.Guard guard, String cell, List<Sight> sights) {
    String asked =
        "%s %s".formatted(guard.direction(), Digits.of(guard.limit(), guard.figure().unit()));
    String load = cell.split("/", 3)[2];
    if (sights.isEmpty()) {
      return "whether %s at %s was %s is not known, because no round of it counts"
          .formatted(guard.says(), load, asked);
    }
    long held = sights.stream().filter(Sight.HELD::equals).count();
    long unknown = sights.stream().filter(Sight.UNKNOWN::equals).count();
    return "%s at %s was %s in %s of %s rounds%s"
        .formatted(
            guard.says(),
            load,
            asked,
            held,
            sights.size(),
            unknown == 0 ? "" : ", and in " + unknown + " it cannot be told");
  }
}
