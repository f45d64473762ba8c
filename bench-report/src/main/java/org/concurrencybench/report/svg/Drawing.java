package org.concurrencybench.report.svg;

import java.util.List;
import java.util.Locale;
import org.concurrencybench.report.figure.SeriesStyle;

/** Elements of an SVG, one below the other. Classes are those of {@link Theme}. */
final class Drawing {

  /** Where a text begins, ends or has its middle. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Of the usual sans-serif fonts, the width of a character over the size of the font. */
  private static final double WIDTH_OF_CHARACTER = 0.54;

  private final StringBuilder out = new StringBuilder();

  void line(String style, double x1, double y1, double x2, double y2) {
    element(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(style, n(x1), n(y1), n(x2), n(y2)));
  }

  void rectangle(String style, double x, double y, double width, double height) {
    element(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(style, n(x), n(y), n(width), n(height)));
  }

  void text(String style, Anchor anchor, double x, double y, String text) {
    String where =
        anchor == Anchor.START
            ? ""
            : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"";
    element(
        "<text class=\"%s\"%s x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, where, n(x), n(y), Markup.escaped(text)));
  }

  /** A line through points. */
  void polyline(String style, List<Point> points) {
    element("<path class=\"%s\" d=\"M%s\"/>".formatted(style, joined(points)));
  }

  /** A closed area. */
  void area(String style, List<Point> points) {
    element("<path class=\"%s\" d=\"M%sZ\"/>".formatted(style, joined(points)));
  }

  private static String joined(List<Point> points) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? "" : "L").append(n(point.x())).append(' ').append(n(point.y()));
    }
    return path.toString();
  }

  /** The mark of a series. */
  void mark(String style, SeriesStyle.Mark mark, double x, double y) {
    String shape =
        switch (mark) {
          case SQUARE -> "h8v8h-8Z";
          case CIRCLE -> "a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0Z";
          case TRIANGLE -> "l5.4 9.4h-10.8Z";
          case DIAMOND -> "l5.6 5.6l-5.6 5.6l-5.6-5.6Z";
          case PENTAGON -> "l5.2 3.8l-2 6.1h-6.4l-2-6.1Z";
          case PLUS -> "h3v-3.5h3.5v3.5h3v3h-3v3.5h-3.5v-3.5h-3Z";
        };
    Point from =
        switch (mark) {
          case SQUARE -> new Point(x - 4, y - 4);
          case CIRCLE -> new Point(x - 4.6, y);
          case TRIANGLE, DIAMOND, PENTAGON -> new Point(x, y - 5.6);
          case PLUS -> new Point(x - 4.75, y - 1.5);
        };
    element(
        "<path class=\"%s\" d=\"M%s %s%s\"/>".formatted(style, n(from.x()), n(from.y()), shape));
  }

  /** What a round that is not valid had. */
  void cross(String style, double x, double y) {
    element(
        "<path class=\"%s\" d=\"M%s %sl7 7m0-7l-7 7\"/>".formatted(style, n(x - 3.5), n(y - 3.5)));
  }

  /** A small circle: one round among others. */
  void dot(String style, double x, double y) {
    element("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"1.5\"/>".formatted(style, n(x), n(y)));
  }

  /** About how wide a text is. */
  static double width(String text, double size) {
    return text.codePointCount(0, text.length()) * size * WIDTH_OF_CHARACTER;
  }

  private void element(String element) {
    out.append(element).append('\n');
  }

  private static String n(double value) {
    return Markup.number(value);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
