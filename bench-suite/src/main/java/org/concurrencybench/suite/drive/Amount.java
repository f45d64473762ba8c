package org.concurrencybench.suite.drive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.concurrencybench.report.figure.Digits;

/** Amounts in sentences. */
final class Amount {

  private static final double SHORT_RATE = 100;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Amount() {}

  /** As {@code 1 wake} or {@code 2,000 wakes}. */
  static String of(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }

  /** As {@code 0.4}, {@code 12.5} or {@code 5,000}: three digits, and 0 for nothing else. */
  static String rate(double rate) {
    return rate >= SHORT_RATE || rate == 0
        ? Digits.of(rate)
        : BigDecimal.valueOf(rate).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** As {@code 300 ms}, {@code 2 s} or {@code 1.5 s}. */
  static String seconds(double seconds) {
    return seconds < 1 ? Digits.of(seconds * 1e3) + " ms" : Digits.of(seconds) + " s";
  }
}
