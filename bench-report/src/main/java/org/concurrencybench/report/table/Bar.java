package org.concurrencybench.report.table;

/** A number as a bar: in eighths of a character, or in ASCII. */
final class Bar {

  private static final String FULL = "\u2588";
  private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589";

  private final boolean unicode;

  Bar(boolean unicode) {
    this.unicode = unicode;
  }

  /**
   * A bar as long as the part that the value is of the largest.
   *
   * @param width characters of the largest
   */
  String of(double value, double largest, int width) {
    if (largest <= 0) {
      return "";
    }
    double length = Math.clamp(value / largest, 0, 1) * width;
    if (!unicode) {
      return "#".repeat((int) Math.round(length));
    }
    int eighths = (int) Math.round(length * 8);
    int rest = eighths % 8;
    return FULL.repeat(eighths / 8) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
  }
}
