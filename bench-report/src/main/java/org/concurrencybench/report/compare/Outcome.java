package org.concurrencybench.report.compare;

/** What two runs say of one figure of one cell. */
public enum Outcome {
  /** B is better, also after correction for the number of figures. */
  BETTER("better"),
  /** B is worse, also after correction. */
  WORSE("worse"),
  /** The interval leaves 1 out, but among so many figures chance alone may do that. */
  PERHAPS_BETTER("perhaps better"),
  /** The same on the other side. */
  PERHAPS_WORSE("perhaps worse"),
  /** The interval has 1 inside. */
  NO_DIFFERENCE("no difference shown"),
  /** It says nothing, and has a reason. */
  NOT_COMPARED("not compared");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** As in a table: {@code no difference shown}. */
  @Override
  public String toString() {
    return words;
  }
}
