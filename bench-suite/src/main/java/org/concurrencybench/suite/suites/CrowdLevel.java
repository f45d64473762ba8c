package org.concurrencybench.suite.suites;

import java.io.IOException;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * A crowd that is connected and silent, and a few who are not. Written as {@code http/idle-10000}.
 *
 * @param idle connections that have had an answer and now wait
 */
record CrowdLevel(int idle) implements Level {

  /** Connections of the active part. */
  static final int ACTIVE = 100;

  /** Requests a second of the active part. */
  static final double ACTIVE_RATE = 1_000;

  CrowdLevel {
    if (idle < 2) {
      throw new IllegalArgumentException("idle: " + idle + ", a slope needs at least 2");
    }
  }

  /** Those who are not silent. */
  RequestLevel active() {
    return RequestLevel.hello(new Loop.Open(ACTIVE_RATE, Arrivals.POISSON), ACTIVE);
  }

  /** Of the idle connections, those with which memory is sampled first. */
  int few() {
    return Math.max(1, idle / 5);
  }

  @Override
  public String protocol() {
    return ClientKind.HTTP.toString();
  }

  @Override
  public WireProtocol wire() {
    return WireProtocol.HTTP;
  }

  @Override
  public String name() {
    return "idle-" + idle;
  }

  @Override
  public Parameters parameters() {
    return active()
        .parameters()
        .with(Parameters.CONNECTIONS, idle)
        .with("activeConnections", ACTIVE);
  }

  @Override
  public Demand demand() {
    return Demand.of(idle + ACTIVE);
  }

  @Override
  public boolean weighs(Profile profile) {
    return true;
  }

  @Override
  public String kind() {
    return active().kind();
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    active().warmUp(server, profile, share, seed);
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    return ReadyCrowd.gather(this, server, profile, seed);
  }

  @Override
  public String toString() {
    return protocol() + "/" + name();
  }
}
