package org.concurrencybench.report.figure;

import java.util.Locale;

/**
 * Numbers for people: three to four digits that matter, thousands separated by commas, the same in
 * every locale.
 */
public final class Digits {

  /** The unit of what is shown in per cent. */
  public static final String FRACTION = "fraction";

  /** From here on with an exponent. */
  private static final double LONGEST = 1e15;

  private Digits() {}

  /**
   * As {@code 0.123}, {@code 4.21}, {@code 42.1}, {@code 421}, {@code 4,210}; a whole number
   * without a point.
   */
  public static String of(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < LONGEST) {
      return format("%,.0f", value);
    }
    // The bounds are where rounding reaches the next digit: 9.996 is 10.0, not 10.00.
    if (size < 0.0005) {
      return "<0.001";
    }
    if (size < 0.9995) {
      return format("%.3f", value);
    }
    if (size < 9.995) {
      return format("%.2f", value);
    }
    if (size < 99.95) {
      return format("%.1f", value);
    }
    return format(size < LONGEST ? "%,.0f" : "%.2e", value);
  }

  /**
   * A number with its unit, as {@code 42.1 us}.
   *
   * @param unit empty for a plain number; {@value #FRACTION} for what is shown in per cent
   */
  public static String of(double value, String unit) {
    if (unit.equals(FRACTION)) {
      return of(value * 100) + " %";
    }
    return unit.isEmpty() ? of(value) : of(value) + " " + unit;
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
