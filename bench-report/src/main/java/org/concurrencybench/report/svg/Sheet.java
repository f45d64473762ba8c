package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.SeriesStyle;

/**
 * A whole chart from the top down: title, subtitle, key, what is drawn, notes, conditions. Each
 * part takes the height that it needs.
 *
 * <pre>
 *   title
 *   subtitle
 *   [mark] threaded  [mark] async
 *   panels, rows of them
 *   notes: what the signs mean
 *   conditions
 * </pre>
 */
final class Sheet {

  /** The width of every chart. */
  static final double WIDTH = 960;

  /** Free on both sides. */
  static final double SIDE = 32;

  private static final double KEY_GAP = 26;

  /** Letters of a strong text are that much wider. */
  private static final double BOLD = 1.2;

  private static final double SMALL = 11;
  private static final double NORMAL = 12;
  private static final double LINE = 16;

  private final Theme theme;
  private final String title;
  private final Drawing drawing = new Drawing();
  private final List<String> described = new ArrayList<>();
  private double bottom;

  Sheet(Theme theme, String title, String subtitle) {
    this.theme = theme;
    this.title = title;
    drawing.text("title", Drawing.Anchor.START, SIDE, 38, title);
    bottom = 46;
    for (String line : wrapped(subtitle, 14)) {
      bottom += 18;
      drawing.text("subtitle soft", Drawing.Anchor.START, SIDE, bottom, line);
    }
    described.add(subtitle);
  }

  Drawing drawing() {
    return drawing;
  }

  Theme theme() {
    return theme;
  }

  /** Where the next part begins. */
  double bottom() {
    return bottom;
  }

  /** The next part begins there. */
  void grow(double height) {
    bottom += height;
  }

  /** A sentence for who cannot see the chart. */
  void describe(String sentence) {
    described.add(sentence);
  }

  /** Mark, line and name of each contender, in as many lines as they need. */
  void key(List<String> contenders) {
    double x = SIDE;
    bottom += 26;
    for (String contender : contenders) {
      double width = 40 + Drawing.width(contender, NORMAL) * BOLD + KEY_GAP;
      if (x + width > WIDTH - SIDE && x > SIDE) {
        x = SIDE;
        bottom += 20;
      }
      SeriesStyle style = theme.of(contender);
      drawing.line(theme.line(contender), x, bottom - 4, x + 32, bottom - 4);
      drawing.mark(theme.mark(contender), style.mark(), x + 16, bottom - 4);
      drawing.text("strong", Drawing.Anchor.START, x + 40, bottom, contender);
      x += width;
    }
    bottom += 8;
  }

  /** What the signs mean. */
  void notes(List<String> notes) {
    bottom += 8;
    for (String note : notes) {
      for (String line : wrapped(note, SMALL)) {
        bottom += LINE;
        drawing.text("small", Drawing.Anchor.START, SIDE, bottom, line);
      }
    }
  }

  /** Where and how it was measured; parts stay whole. */
  void conditions(List<String> parts) {
    bottom += 10;
    drawing.line("grid", SIDE, bottom, WIDTH - SIDE, bottom);
    bottom += 2;
    String line = "";
    for (String part : parts) {
      String longer = line.isEmpty() ? part : line + " \u00b7 " + part;
      if (!line.isEmpty() && Drawing.width(longer, SMALL) > WIDTH - 2 * SIDE) {
        condition(line);
        longer = part;
      }
      line = longer;
    }
    condition(line);
  }

  private void condition(String line) {
    bottom += LINE;
    drawing.text("small", Drawing.Anchor.START, SIDE, bottom, line);
  }

  private static List<String> wrapped(String text, double size) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Drawing.width(longer, size) > WIDTH - 2 * SIDE) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /** The file, with the styles of these contenders. */
  String svg(List<String> contenders) {
    String height = Markup.number(bottom + 18);
    return Stream.of(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" \
            role="img" aria-labelledby="title description">
            """
                .formatted(n(WIDTH), height, n(WIDTH), height),
            "<title id=\"title\">" + Markup.escaped(title) + "</title>\n",
            "<desc id=\"description\">" + Markup.escaped(String.join(" ", described)) + "</desc>\n",
            "<style>\n" + theme.sheet(contenders) + "</style>\n",
            "<rect class=\"ground\" width=\"" + n(WIDTH) + "\" height=\"" + height + "\"/>\n",
            drawing.toString(),
            "</svg>\n")
        .reduce("", String::concat);
  }

  private static String n(double value) {
    return Markup.number(value);
  }
}
