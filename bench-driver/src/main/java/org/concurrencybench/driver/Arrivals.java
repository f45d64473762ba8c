package org.concurrencybench.driver;

import java.util.Locale;

/** How the requests of an open loop are spread over time. */
public enum Arrivals {
  /**
   * Independent users: exponential gaps, so that some requests come close together. The default.
   */
  POISSON,
  /** A metronome: equal gaps. Flatters a server, because nothing ever comes close together. */
  CONSTANT;

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
