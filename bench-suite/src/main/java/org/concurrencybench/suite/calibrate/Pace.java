package org.concurrencybench.suite.calibrate;

import java.time.Duration;

/** How thoroughly the driver is calibrated. */
public enum Pace {
  /** To see that it works. */
  SHORTEST(Duration.ofMillis(500), Duration.ofMillis(100), 5_000, Duration.ofSeconds(2)),
  /** For figures that stand beside others. */
  THOROUGH(Duration.ofSeconds(2), Duration.ofMillis(500), 50_000, Duration.ofSeconds(15));

  private final Duration window;
  private final Duration settle;
  private final int warmUpRequests;
  private final Duration warmUpLimit;

  Pace(Duration window, Duration settle, int warmUpRequests, Duration warmUpLimit) {
    this.window = window;
    this.settle = settle;
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

  /** Requests before the first load. */
  int warmUpRequests() {
    return warmUpRequests;
  }

  /** The longest that they may take. */
  Duration warmUpLimit() {
    return warmUpLimit;
  }
}
