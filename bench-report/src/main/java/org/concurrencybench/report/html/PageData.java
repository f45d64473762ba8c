package org.concurrencybench.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.concurrencybench.report.figure.SeriesStyle;

/**
 * What the scripts of the page read, as JSON in it.
 *
 * @param run the run's id
 * @param styles looks by contender
 * @param charts by id
 * @param nearness the rule of the sheet
 * @param cells what the sheet answers from
 */
record PageData(
    String run,
    Map<String, Style> styles,
    Map<String, Chart> charts,
    Nearness nearness,
    List<SheetCell> cells) {

  /** A {@link SeriesStyle} as the script reads it. */
  record Style(String light, String dark, String mark, boolean hollow, List<Integer> dash) {

    static Style of(SeriesStyle style) {
      return new Style(
          style.light(),
          style.dark(),
          style.mark().name().toLowerCase(Locale.ROOT),
          style.hollow(),
          style.dash());
    }
  }

  static PageData of(
      String run, Map<String, SeriesStyle> styles, List<Chart> charts, List<SheetCell> cells) {
    Map<String, Style> looks = new TreeMap<>();
    styles.forEach((contender, style) -> looks.put(contender, Style.of(style)));
    Map<String, Chart> byId = new TreeMap<>();
    charts.forEach(chart -> byId.put(chart.id(), chart));
    return new PageData(run, looks, byId, Nearness.RULE, cells);
  }
}
