package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Where a panel draws: the rectangle inside its axes.
 *
 * @param left its left edge
 * @param top its upper edge
 * @param right its right edge
 * @param bottom its lower edge
 * @param first whether it is the first of its row, which has the labels of the values
 */
record Area(double left, double top, double right, double bottom, boolean first) {

  /** Room for a panel's title above, and for ticks and name of the axis below. */
  private static final double ABOVE = 34;

  private static final double BELOW = 46;
  private static final double LABELS = 58;
  private static final double GAP = 26;
  private static final int MOST_IN_A_ROW = 3;

  /** Rows of areas, and the sheet grown by them. */
  static List<Area> rows(Sheet sheet, int panels) {
    int columns = panels == 4 ? 2 : Math.min(panels, MOST_IN_A_ROW);
    double height = panels <= columns ? 260 : 190;
    double from = Sheet.SIDE + LABELS;
    double each = (Sheet.WIDTH - Sheet.SIDE - from - GAP * (columns - 1)) / columns;
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < panels; i++) {
      int column = i % columns;
      double left = from + column * (each + GAP);
      double top = sheet.bottom() + ABOVE;
      areas.add(new Area(left, top, left + each, top + height, column == 0));
      if (column == columns - 1 || i == panels - 1) {
        sheet.grow(ABOVE + height + BELOW);
      }
    }
    return areas;
  }

  /** The title, the frame, and a line for each round value. */
  void draw(Sheet sheet, String title, Axis y, DoubleFunction<String> label) {
    Drawing drawing = sheet.drawing();
    double size = 13;
    double room = right - left;
    String shown = title;
    while (Drawing.width(shown, size) > room && shown.length() > 4) {
      shown = shown.substring(0, shown.length() - 4) + "\u2026";
    }
    drawing.text("panel", Drawing.Anchor.START, left, top - 10, shown);
    for (double tick : y.ticks(6)) {
      double at = y.at(tick);
      drawing.line("grid", left, at, right, at);
      if (first) {
        drawing.text("soft", Drawing.Anchor.END, left - 8, at + 4, label.apply(tick));
      }
    }
    drawing.rectangle("frame", left, top, right - left, bottom - top);
  }

  /** A tick below, with its label. */
  void tickBelow(Sheet sheet, double x, String label) {
    sheet.drawing().line("frame", x, bottom, x, bottom + 4);
    sheet.drawing().text("soft", Drawing.Anchor.MIDDLE, x, bottom + 18, label);
  }

  /** The name of what grows to the right. */
  void nameBelow(Sheet sheet, String name) {
    sheet.drawing().text("soft", Drawing.Anchor.MIDDLE, (left + right) / 2, bottom + 35, name);
  }
}
