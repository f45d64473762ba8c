package org.concurrencybench.core.server;

/**
 * How much a model with a pool of workers takes on: at most {@code workers + queue} requests at
 * once. One more is answered with {@link org.concurrencybench.core.service.Reply.Busy}.
 *
 * @param workers threads that handle requests, one each at a time
 * @param queue requests that wait for one of them
 */
public record PoolSize(int workers, int queue) {

  /**
   * As Tomcat has it: 200 threads, and as many requests waiting as it serves connections, because
   * its own queue is bounded by nothing else.
   */
  public static final PoolSize DEFAULT = new PoolSize(200, 8_192);

  private static final int MOST_WORKERS = 30_000;

  /** Checks the ranges. */
  public PoolSize {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "workers: " + workers + ", must be from 1 to " + MOST_WORKERS);
    }
    if (queue < 1) {
      throw new IllegalArgumentException("queue: " + queue + ", must be at least 1");
    }
  }
}
