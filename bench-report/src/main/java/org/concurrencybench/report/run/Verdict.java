package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What the data say about a claim. */
public enum Verdict {
  /** The interval lies wholly beyond the margin. */
  @JsonProperty("supported")
  SUPPORTED,
  /** The interval lies wholly on the other side. */
  @JsonProperty("contradicted")
  CONTRADICTED,
  /** Neither. */
  @JsonProperty("not-shown")
  NOT_SHOWN,
  /** This machine cannot decide it, and the sentence says why. */
  @JsonProperty("undecidable")
  UNDECIDABLE;

  /** As in a sentence: {@code not shown}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
