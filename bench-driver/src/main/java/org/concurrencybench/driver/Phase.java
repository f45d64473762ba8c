package org.concurrencybench.driver;

import java.time.Duration;

/**
 * One window to be driven: how, and for how long. The drain of {@link Load#drain} comes after.
 *
 * @param name says which window it is, in results and progress: {@code warm-up}, {@code measured}
 * @param duration the measured interval; the rate counts completions inside it only
 * @param leadIn how the load comes up before that
 */
public record Phase(String name, Loop loop, Duration duration, LeadIn leadIn) {

  /** A window without a lead-in. */
  public Phase(String name, Loop loop, Duration duration) {
    this(name, loop, duration, LeadIn.NONE);
  }

  /** Checks that the window has a length, of at most a day. */
  public Phase {
    if (!duration.isPositive() || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "duration " + duration + " of phase '" + name + "': must be from 1 ns to a day");
    }
  }
}
