package org.concurrencybench.suite.knee;

/** Whether a server met an objective in one window. */
public enum Sustained {
  /** It did. */
  YES,
  /** It did not, and the fault is its own. */
  NO,
  /** The driver or the machine spoiled the window, or too few requests came to tell. */
  UNKNOWN
}
