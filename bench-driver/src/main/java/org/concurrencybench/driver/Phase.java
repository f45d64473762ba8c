package org.concurrencybench.driver;

import java.time.Duration;

/**
 * One window to be driven: how, and for how long requests are issued. The drain of {@link
 * Load#drain} comes after.
 *
 * @param name says which window it is, in results and progress: {@code warm-up}, {@code measured}
 * @param duration the issuing interval; the rate counts completions inside it only
 */
public record Phase(String name, Loop loop, Duration duration) {

  /** Checks that the window has a length, of at most a day. */
  public Phase {
    if (!duration.isPositive() || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "duration " + duration + " of phase '" + name + "': must be from 1 ns to a day");
    }
  }
}
