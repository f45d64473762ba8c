package org.concurrencybench.driver;

import java.time.Duration;

/** What makes the driver send the next request. */
public sealed interface Loop {

  /**
   * A closed loop: each connection sends its next request when it has the reply to the last, after
   * a pause. Finds a peak and nothing else: a server that stalls also stops the clock, so its
   * percentiles hide what users would have felt (coordinated omission). Response time is service
   * time here, because a request has no intended time of its own.
   *
   * @param thinkTime pause between a reply and the next request; zero for none
   */
  record Closed(Duration thinkTime) implements Loop {

    /** Checks that the pause is not negative. */
    public Closed {
      if (thinkTime.isNegative()) {
        throw new IllegalArgumentException("think time " + thinkTime + ": must not be negative");
      }
    }

    /** Without a pause. */
    public Closed() {
      this(Duration.ZERO);
    }
  }

  /**
   * A closed loop in which every request has a connection of its own: connect, ask, close, and
   * again. Response time counts from the connect call, service time from the request; how long
   * connecting took is recorded beside, and {@link WindowResult#reconnects} counts the connections.
   *
   * <p>This side closes first, so the port stays taken on this side: about as many requests at once
   * as there are local ports, and then as many a second as come free, which {@link
   * org.concurrencybench.system.os.LocalPorts} explains. The loop goes no faster than that.
   */
  record Churn() implements Loop {}

  /**
   * An open loop: requests become due at times that do not depend on the server. Response time
   * counts from there.
   *
   * @param ratePerSecond requests per second over all connections
   * @param arrivals how they are spread
   */
  record Open(double ratePerSecond, Arrivals arrivals) implements Loop {

    private static final double MAX_RATE = 10_000_000;

    /** Checks that the rate is a number a driver can mean. */
    public Open {
      if (!(ratePerSecond > 0 && ratePerSecond <= MAX_RATE)) {
        throw new IllegalArgumentException(
            "rate of "
                + ratePerSecond
                + " requests per second: must be above 0 and at most "
                + MAX_RATE);
      }
    }

    /** Poisson arrivals. */
    public Open(double ratePerSecond) {
      this(ratePerSecond, Arrivals.POISSON);
    }
  }
}
