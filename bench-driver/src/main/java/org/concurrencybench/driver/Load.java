package org.concurrencybench.driver;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What stays the same over all windows on a set of connections: whom to load, with what, through
 * how many connections.
 *
 * @param target the server
 * @param client what the connections speak
 * @param workload what is asked
 * @param connections how many connections; each has at most one request in flight
 * @param workers event loops, each with its share of the connections; no more than connections
 * @param seed everything random is derived from it: arrivals, payloads, masks
 * @param drain how long to wait for replies after a window; what is still open then is a {@link
 *     ErrorKind#TIMEOUT}
 */
public record Load(
    InetSocketAddress target,
    ClientKind client,
    Workload workload,
    int connections,
    int workers,
    long seed,
    Duration drain) {

  /** Requests a second that leave an event loop far from busy, however slow the machine. */
  public static final double RATE_OF_A_WORKER = 10_000;

  /** Connections that keep an event loop at work while each waits for its reply. */
  public static final int CONNECTIONS_OF_A_WORKER = 4;

  /** How long a load runs in full before it is measured. */
  private static final Duration STEADY = Duration.ofMillis(100);

  /** The drain of the harness's own runs. */
  public static final Duration DRAIN = Duration.ofSeconds(5);

  /** How long opening one connection may take, the upgrade of WebSocket included. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Checks every range, and that client and workload fit each other. */
  public Load {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException("target " + target.getHostString() + ": no such host");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("connections: " + connections + ", must be at least 1");
    }
    if (workers < 1 || workers > connections) {
      throw new IllegalArgumentException(
          "workers: " + workers + ", must be from 1 to the number of connections, " + connections);
    }
    if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("drain of " + drain + ": must be from 0 to an hour");
    }
    workload.check(client);
  }

  /** One worker, the standard drain after the service time of the workload, a fixed seed. */
  public static Load of(
      InetSocketAddress target, ClientKind client, Workload workload, int connections) {
    return new Load(
        target, client, workload, connections, 1, 1, DRAIN.plus(workload.serviceTime()));
  }

  /** A window of which the figures count: it begins in steady state. */
  public Phase measured(Loop loop, Duration duration) {
    Duration pause = loop instanceof Loop.Closed(Duration thinkTime) ? thinkTime : Duration.ZERO;
    return new Phase(
        "measured", loop, duration, new LeadIn(workload.serviceTime().plus(pause), STEADY));
  }

  /**
   * The same with as many workers as the CPUs of the driver can feed, as far as the load needs
   * them: an open loop so many that none has more than {@link #RATE_OF_A_WORKER}, a closed loop as
   * many as there are CPUs and {@link #CONNECTIONS_OF_A_WORKER} for each.
   *
   * @param loop the loop of the highest rate that these connections will see
   * @param cpus that the driver has
   */
  public Load forLoop(Loop loop, int cpus) {
    double needed =
        switch (loop) {
          case Loop.Open(double rate, _) -> Math.ceil(rate / RATE_OF_A_WORKER);
          case Loop.Closed _, Loop.Churn _ ->
              Math.floor((double) connections / CONNECTIONS_OF_A_WORKER);
        };
    return withWorkers((int) Math.clamp(needed, 1, Math.min(cpus, connections)));
  }

  /** The same with another number of workers. */
  public Load withWorkers(int count) {
    return new Load(target, client, workload, connections, count, seed, drain);
  }

  /** The same with another seed. */
  public Load withSeed(long other) {
    return new Load(target, client, workload, connections, workers, other, drain);
  }

  /** The same with another drain. */
  public Load withDrain(Duration other) {
    return new Load(target, client, workload, connections, workers, seed, other);
  }
}
