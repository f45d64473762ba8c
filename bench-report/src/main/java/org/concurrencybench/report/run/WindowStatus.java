package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a window ended. It never depends on the server's latency or throughput alone. */
public enum WindowStatus {
  /** Driver and machine did their part, and the server kept up. */
  @JsonProperty("valid")
  VALID,
  /** The driver was on time, the server was not: it ranks as "did not sustain". */
  @JsonProperty("saturated")
  SATURATED,
  /** The driver or the machine was at fault: shown, never ranked. */
  @JsonProperty("invalid")
  INVALID;

  /** The name in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
