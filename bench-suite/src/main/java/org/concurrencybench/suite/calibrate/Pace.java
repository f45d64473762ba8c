package org.concurrencybench.suite.calibrate;

import java.time.Duration;
import org.concurrencybench.suite.window.Settling;

/** How thoroughly the driver is calibrated. */
@SuppressWarnings("ImmutableEnumChecker") // records of durations cannot be changed
public enum Pace {
  /** To see that it works. */
  SHORTEST(
      Duration.ofMillis(500),
      Duration.ofMillis(100),
      Settling.exactly(Duration.ofMillis(100)),
      5_000,
      Duration.ofSeconds(2)),
  /** For figures that stand beside others. */
  THOROUGH(
      Duration.ofSeconds(2),
      Duration.ofMillis(500),
      new Settling(Duration.ofSeconds(2), Duration.ofSeconds(8)),
      50_000,
      Duration.ofSeconds(15));

  private final Duration window;
  private final Duration settle;
  private final Settling settleAtHalf;
  private final int warmUpRequests;
  private final Duration warmUpLimit;

  Pace(
      Duration window,
      Duration settle,
      Settling settleAtHalf,
      int warmUpRequests,
      Duration warmUpLimit) {
    this.window = window;
    this.settle = settle;
    this.settleAtHalf = settleAtHalf;
    this.warmUpRequests = warmUpRequests;
    this.warmUpLimit = warmUpLimit;
  }

  /** How long each load is held. */
  Duration window() {
    return window;
  }

  /** How long it runs before that. */
  Duration settle() {
    return settle;
  }

  /**
   * The same at half of the ceiling, where the driver has so little of its CPU left that what a
   * compiler takes makes it late.
   */
  Settling settleAtHalf() {
    return settleAtHalf;
  }

  /** Requests before the first load. */
  int warmUpRequests() {
    return warmUpRequests;
  }

  /** The longest that they may take. */
  Duration warmUpLimit() {
    return warmUpLimit;
  }
}
