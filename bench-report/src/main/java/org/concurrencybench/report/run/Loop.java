package org.concurrencybench.report.run;

/** How requests become due. */
public enum Loop {
  /** At times of a schedule, whatever the server does. */
  OPEN("open loop", false),
  /** When the one before on the same connection was answered. */
  CLOSED("closed loop", true),
  /** The same with a new connection for each request. */
  CHURN("closed loop, a connection for each request", true),
  /** In a way that this version does not know: nothing is concluded from it. */
  OTHER("loop of another kind", true);

  private final String words;
  private final boolean closed;

  Loop(String words, boolean closed) {
    this.words = words;
    this.closed = closed;
  }

  /** The loop that run.json names so. */
  public static Loop named(String name) {
    return switch (name) {
      case "open" -> OPEN;
      case "closed" -> CLOSED;
      case "churn" -> CHURN;
      default -> OTHER;
    };
  }

  /** Whether requests wait for answers; so is one that is not known to be open. */
  public boolean isClosed() {
    return closed;
  }

  /** As {@code closed loop}. */
  @Override
  public String toString() {
    return words;
  }
}
