package org.concurrencybench.suite.knee;

/** What a search wants next. */
public sealed interface Step {

  /**
   * A load is to be tried.
   *
   * @param load requests a second, or connections
   * @param confirming whether the result stands or falls with it, so that a longer window is due
   */
  record Probe(double load, boolean confirming) implements Step {}

  /** The search is over. */
  record Found(Knee knee) implements Step {}
}
