package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Requests and their replies: what is asked, over which protocol, how often and through how many
 * connections. Written as {@code http/hello/open-5000/c100}, {@code tcp/echo-64/closed/c500},
 * {@code http/compute-20/closed/c100} or {@code http/backend-100ms/closed/c2000}; where only a
 * share of the requests computes, the load comes first and what disturbs it last: {@code
 * tcp/open-500/c100/compute-10pct-8000}.
 *
 * @param client what the connections speak
 * @param workload what is asked
 * @param loop what makes the driver send
 * @param connections open at once
 */
public record RequestLevel(ClientKind client, Workload workload, Loop loop, int connections)
    implements Level {

  private static final int WARM_UP_CONNECTIONS = 50;
  private static final int WARM_UP_UNITS = 20;
  private static final int WARM_UP_MILLIS = 1;

  /** What a computation or a backend call carries over tcp. */
  private static final int TCP_PAYLOAD_BYTES = 64;

  /** {@code GET /hello} over HTTP. */
  public static RequestLevel hello(Loop loop, int connections) {
    return new RequestLevel(ClientKind.HTTP, Workload.hello(), loop, connections);
  }

  /** An echo of that many bytes. */
  static RequestLevel echo(ClientKind client, int payloadBytes, Loop loop, int connections) {
    return new RequestLevel(client, Workload.echo(payloadBytes), loop, connections);
  }

  /**
   * Computations, by a share of the requests.
   *
   * @param share 1 for all
   */
  public static RequestLevel compute(
      ClientKind client, int units, double share, Loop loop, int connections) {
    return new RequestLevel(
        client, new Workload.Compute(units, share, payload(client)), loop, connections);
  }

  /** Calls of a backend that takes that long. */
  public static RequestLevel backend(ClientKind client, int millis, Loop loop, int connections) {
    return new RequestLevel(
        client, new Workload.Backend(millis, payload(client)), loop, connections);
  }

  private static int payload(ClientKind client) {
    return client == ClientKind.TCP ? TCP_PAYLOAD_BYTES : 0;
  }

  /** This load at a server, through that many connections, with as many workers as it needs. */
  Load load(ServerUnderLoad server, int through, long seed) {
    return load(server, loop, through, seed);
  }

  /** The same with workers for another loop. */
  Load load(ServerUnderLoad server, Loop busiest, int through, long seed) {
    return Load.of(server.address(), client, workload, through)
        .forLoop(busiest, server.driverCpus())
        .withSeed(seed);
  }

  @Override
  public String protocol() {
    return client.toString();
  }

  @Override
  public WireProtocol wire() {
    return client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
  }

  @Override
  public String name() {
    String load = loopName() + "/c" + connections;
    return workload instanceof Workload.Compute compute && compute.mixed()
        ? load + "/" + workload
        : workload + "/" + load;
  }

  private String loopName() {
    return switch (loop) {
      case Loop.Closed _ -> "closed";
      case Loop.Churn _ -> "churn";
      case Loop.Open(double rate, _) -> "open-" + Math.round(rate);
    };
  }

  @Override
  public Parameters parameters() {
    Parameters common = asked();
    return switch (loop) {
      case Loop.Closed(Duration thinkTime) ->
          common.with(Parameters.LOOP, "closed").with("thinkTimeMillis", thinkTime.toMillis());
      case Loop.Churn() -> common.with(Parameters.LOOP, "churn");
      case Loop.Open(double rate, Arrivals arrivals) ->
          common
              .with(Parameters.LOOP, "open")
              .with(Parameters.RATE_PER_SECOND, rate)
              .with(Parameters.ARRIVALS, arrivals.toString());
    };
  }

  private Parameters asked() {
    Parameters common =
        Parameters.NONE
            .with(Parameters.WORKLOAD, workload.kind())
            .with(Parameters.CONNECTIONS, connections)
            .with(Parameters.PAYLOAD_BYTES, workload.payloadBytes());
    return switch (workload) {
      case Workload.Echo _, Workload.Hello _ -> common;
      case Workload.Compute(int units, double share, _) ->
          common.with(Parameters.COMPUTE_UNITS, units).with("computeShare", share);
      case Workload.Backend(int millis, _) -> common.with(Parameters.WAIT_MILLIS, millis);
    };
  }

  @Override
  public boolean needsBackend() {
    return workload instanceof Workload.Backend;
  }

  /** Two sockets of the server for each connection where it calls the backend. */
  @Override
  public Demand demand() {
    return needsBackend() ? new Demand(connections, 1, 2) : Demand.of(connections);
  }

  @Override
  public String kind() {
    return workload instanceof Workload.Echo ? client + "/echo" : client + "/" + workload;
  }

  /** The same code at work, but for a short time: a compiler counts calls. */
  private Workload rehearsed() {
    return switch (workload) {
      case Workload.Echo _, Workload.Hello _ -> workload;
      case Workload.Compute(int units, double share, int payloadBytes) ->
          new Workload.Compute(Math.min(units, WARM_UP_UNITS), share, payloadBytes);
      case Workload.Backend(int millis, int payloadBytes) ->
          new Workload.Backend(Math.min(millis, WARM_UP_MILLIS), payloadBytes);
    };
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    server.warmUp(
        Load.of(server.address(), client, rehearsed(), WARM_UP_CONNECTIONS)
            .forLoop(new Loop.Closed(), server.driverCpus())
            .withSeed(seed),
        Math.round(profile.warmUpRequests() * share),
        profile.warmUpLimit(share));
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    ConnectedLoad connected = server.connect(load(server, connections, seed));
    connected.settle(loop, profile.settling());
    return new ReadyRequests(connected, loop);
  }

  /** The name behind the protocol, as in results. */
  @Override
  public String toString() {
    return client + "/" + name();
  }
}
