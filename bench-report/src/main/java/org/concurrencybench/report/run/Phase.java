package org.concurrencybench.report.run;

import java.util.Locale;

/** What happens in a second of a run. */
public enum Phase {
  /** Load whose figures do not count. */
  WARM_UP,
  /** The window. */
  MEASURE,
  /** No more requests are sent; what is open may still be answered. */
  DRAIN;

  /** The name in results, as {@code warm-up}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
