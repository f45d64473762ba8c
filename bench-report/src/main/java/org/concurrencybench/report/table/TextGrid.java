package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows whose columns line up: the first to the left, the others to the right, where digits meet.
 */
public final class TextGrid {

  private final String gap;
  private final int[] widths;
  private final List<List<String>> rows = new ArrayList<>();

  /** A grid of that many columns, with {@code gap} between them. */
  public TextGrid(String gap, int columns) {
    this.gap = gap;
    this.widths = new int[columns];
  }

  /** Adds a row at the end. */
  public void add(List<String> row) {
    if (row.size() != widths.length) {
      throw new IllegalArgumentException(
          row.size() + " values in a grid of " + widths.length + " columns");
    }
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], row.get(column).length());
    }
    rows.add(List.copyOf(row));
  }

  /** A row as it stands among all that were added. */
  String line(int row) {
    StringBuilder line = new StringBuilder(padded(rows.get(row).getFirst(), widths[0]));
    for (int column = 1; column < widths.length; column++) {
      String value = rows.get(row).get(column);
      line.append(gap).append(" ".repeat(widths[column] - value.length())).append(value);
    }
    return line.toString();
  }

  /** All rows, from the first. */
  public List<String> lines() {
    return IntStream.range(0, rows.size()).mapToObj(this::line).toList();
  }

  /** The width of every line. */
  int width() {
    int width = gap.length() * (widths.length - 1);
    for (int column : widths) {
      width += column;
    }
    return width;
  }

  /** The text, and blanks up to the width. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
