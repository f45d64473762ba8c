package org.concurrencybench.suite.drive;

import java.util.Locale;
import org.concurrencybench.report.figure.Digits;

/** Amounts in sentences. */
final class Amount {

  private Amount() {}

  /** As {@code 1 wake} or {@code 2,000 wakes}. */
  static String of(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }

  /** As {@code 0.4/s}, {@code 12.5/s} or {@code 5,000/s}: never 0 for a rate that is none. */
  static String perSecond(double rate) {
    return Digits.of(rate) + "/s";
  }

  /** As {@code 300 ms}, {@code 2 s} or {@code 1.5 s}. */
  static String seconds(double seconds) {
    return seconds < 1 ? Digits.of(seconds * 1e3) + " ms" : Digits.of(seconds) + " s";
  }
}
