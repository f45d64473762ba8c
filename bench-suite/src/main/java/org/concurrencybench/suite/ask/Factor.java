package org.concurrencybench.suite.ask;

import org.concurrencybench.report.figure.Digits;

/** How many times a load is another, as people say it. */
final class Factor {

  private Factor() {}

  /** {@code 8x}, and {@code 1/4} below one. */
  static String of(double load, double asked) {
    return load >= asked ? Digits.of(load / asked) + "x" : "1/" + Digits.of(asked / load);
  }
}
