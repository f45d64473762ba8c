package org.concurrencybench.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;

/**
 * How a contender looks in every chart: one colour and one mark for each model, so that either
 * alone tells it apart. A variant has its model's, with a hollow mark and a dash of its own. The
 * first colours are those of Okabe and Ito ("Color Universal Design", 2002), which people with
 * colour blindness tell apart.
 *
 * @param light colour on a light ground, as {@code #rrggbb}
 * @param dark colour on a dark ground
 * @param mark the shape of a point
 * @param hollow whether the shape is not filled
 * @param dash lengths of stroke and gap in turn; empty for a line without gaps
 */
public record SeriesStyle(
    String light, String dark, Mark mark, boolean hollow, List<Integer> dash) {

  /** Shapes of points. */
  public enum Mark {
    SQUARE,
    CIRCLE,
    TRIANGLE,
    DIAMOND,
    PENTAGON,
    PLUS
  }

  private record Look(String light, String dark, Mark mark) {}

  /** Models that have theirs in every run, whichever others it has. */
  private static final List<String> KNOWN = List.of("threaded", "async", "virtual");

  private static final List<Look> LOOKS =
      List.of(
          new Look("#d55e00", "#ff9147", Mark.SQUARE),
          new Look("#0072b2", "#5db8f0", Mark.CIRCLE),
          new Look("#009e73", "#2fcf9e", Mark.TRIANGLE),
          new Look("#b5578c", "#e79ac6", Mark.DIAMOND),
          new Look("#8a6a00", "#e3c23c", Mark.PENTAGON),
          new Look("#5b5b5b", "#bdbdbd", Mark.PLUS));

  private static final List<List<Integer>> DASHES =
      List.of(
          List.of(7, 4),
          List.of(2, 3),
          List.of(11, 3, 2, 3),
          List.of(4, 2),
          List.of(14, 4),
          List.of(7, 2, 1, 2, 1, 2),
          List.of(1, 5));

  /** Takes a copy. */
  public SeriesStyle {
    dash = List.copyOf(dash);
  }

  /** The styles of all contenders of a run, by name, in its order. */
  public static Map<String, SeriesStyle> of(Run run) {
    List<String> models = new ArrayList<>(KNOWN);
    Map<String, List<String>> variants = new LinkedHashMap<>();
    Map<String, SeriesStyle> styles = new LinkedHashMap<>();
    for (Cell cell : run.cells()) {
      if (!models.contains(cell.model())) {
        models.add(cell.model());
      }
      Look look = LOOKS.get(models.indexOf(cell.model()) % LOOKS.size());
      List<String> known = variants.computeIfAbsent(cell.model(), _ -> new ArrayList<>());
      String variant = cell.variant();
      if (variant != null && !known.contains(variant)) {
        known.add(variant);
      }
      List<Integer> dash =
          variant == null ? List.of() : DASHES.get(known.indexOf(variant) % DASHES.size());
      styles.putIfAbsent(
          cell.contender(),
          new SeriesStyle(look.light(), look.dark(), look.mark(), variant != null, dash));
    }
    return styles;
  }
}
