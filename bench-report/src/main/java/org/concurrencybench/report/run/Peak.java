package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rate of a closed loop says about the server.
 *
 * @param limit what kept the rate from being higher
 * @param extrapolatedPerSecond what the server's CPUs would answer if they did nothing else, at the
 *     CPU that a request took; null where the rate is the peak. An extrapolation: nobody saw it
 */
public record Peak(Limit limit, @Nullable Double extrapolatedPerSecond) {

  /** What kept a rate from being higher. */
  public enum Limit {
    /** The server's CPUs: the rate is its peak. */
    @JsonProperty("server")
    SERVER,
    /** The driver's CPUs: the server can answer at least that many. */
    @JsonProperty("driver")
    DRIVER,
    /**
     * Neither: the server waited, for more connections, a lock or a backend. More CPU would not
     * have raised the rate, and it says nothing about the most that the server can answer.
     */
    @JsonProperty("waiting")
    WAITING
  }

  /** Checks the ranges. */
  public Peak {
    Objects.requireNonNull(limit, "limit");
    Check.notNegative("extrapolatedPerSecond", extrapolatedPerSecond);
    if (limit == Limit.SERVER && extrapolatedPerSecond != null) {
      throw new IllegalArgumentException(
          "extrapolatedPerSecond: " + extrapolatedPerSecond + ", must be null: it was measured");
    }
  }
}
