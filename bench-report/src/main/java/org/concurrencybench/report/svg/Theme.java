package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.SeriesStyle;
import org.concurrencybench.report.run.Run;

/**
 * The style sheet of a chart. Colours are written out, for light and again for dark: many programs
 * that take an SVG know neither variables nor media queries of CSS, and then show the light one.
 *
 * <pre>
 *   l0  the line of the first contender     b0  its band     m0  its mark     t0  its text
 * </pre>
 */
final class Theme {

  private static final String SHEET =
      """
      text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',Arial,sans-serif;\
      font-size:12px;fill:#1b1b1b}
      .title{font-size:20px;font-weight:600}
      .subtitle{font-size:14px}
      .panel{font-size:13px;font-weight:600}
      .small{font-size:11px}
      .strong{font-weight:600}
      .ground{fill:#ffffff}
      .soft,.small{fill:#5c5c5c}
      .grid{stroke:#e4e4e4;stroke-width:1}
      .frame{stroke:#8a8a8a;stroke-width:1;fill:none}
      .driver{stroke:#6b6b6b;stroke-width:1.6;stroke-dasharray:2 3;fill:none}
      .driver-mark{fill:#6b6b6b}
      .wanted{fill:#009e73;fill-opacity:.11}
      .interval{stroke:#1b1b1b;stroke-width:3}
      .estimate{fill:#1b1b1b;stroke:#ffffff;stroke-width:1.5}
      .margin{stroke:#1b1b1b;stroke-width:1.5}
      .invalid{stroke:#8a8a8a;stroke-width:1.5;fill:none}
      """;
  private static final String DARK =
      """
      text{fill:#ececec}
      .ground{fill:#16181c}
      .soft,.small{fill:#b0b0b0}
      .grid{stroke:#32353b}
      .frame{stroke:#8a8d94}
      .driver{stroke:#a6a6a6}
      .driver-mark{fill:#a6a6a6}
      .wanted{fill:#2fcf9e;fill-opacity:.14}
      .interval{stroke:#ececec}
      .estimate{fill:#ececec;stroke:#16181c}
      .margin{stroke:#ececec}
      .invalid{stroke:#9a9a9a}
      """;

  private final Map<String, SeriesStyle> styles;
  private final List<String> names;

  Theme(Run run) {
    this.styles = SeriesStyle.of(run);
    this.names = new ArrayList<>(styles.keySet());
  }

  /** How a contender looks. */
  SeriesStyle of(String contender) {
    SeriesStyle style = styles.get(contender);
    if (style == null) {
      throw new IllegalArgumentException("no contender \"" + contender + "\" in the run");
    }
    return style;
  }

  String line(String contender) {
    return "l" + names.indexOf(contender);
  }

  String band(String contender) {
    return "b" + names.indexOf(contender);
  }

  String mark(String contender) {
    return "m" + names.indexOf(contender);
  }

  /** The sheet with what these contenders need. */
  String sheet(List<String> contenders) {
    return SHEET
        + contenders.stream().map(this::series).collect(Collectors.joining())
        + ".whisker{stroke-dasharray:none;stroke-width:1.4}\n"
        + "@media (prefers-color-scheme:dark){\n"
        + DARK
        + contenders.stream().map(this::dark).collect(Collectors.joining())
        + "}\n";
  }

  private String series(String contender) {
    SeriesStyle style = of(contender);
    String dash =
        style.dash().isEmpty()
            ? ""
            : ";stroke-dasharray:"
                + style.dash().stream().map(String::valueOf).collect(Collectors.joining(" "));
    return colours(contender, style.light(), "#ffffff", ";stroke-width:2;fill:none" + dash);
  }

  private String dark(String contender) {
    return colours(contender, of(contender).dark(), "#16181c", "");
  }

  private String colours(String contender, String colour, String ground, String more) {
    String filled = of(contender).hollow() ? ground : colour;
    return ".%s{stroke:%s%s}\n.%s{fill:%s;fill-opacity:.16}\n.%s{fill:%s;stroke:%s;stroke-width:1.6}\n"
        .formatted(
            line(contender),
            colour,
            more,
            band(contender),
            colour,
            mark(contender),
            filled,
            colour);
  }
}
