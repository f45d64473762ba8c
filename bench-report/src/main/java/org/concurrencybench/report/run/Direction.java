package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** On which side of its margin a claim wants an estimate. */
public enum Direction {
  /** The margin or more. */
  @JsonProperty("at-least")
  AT_LEAST,
  /** The margin or less. */
  @JsonProperty("at-most")
  AT_MOST;

  /** As in a sentence: {@code at least}. */
  @Override
  public String toString() {
    return this == AT_LEAST ? "at least" : "at most";
  }
}
