package org.concurrencybench.suite.suites;

import java.io.IOException;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Requests that wait for the slow backend; in full also what one weighs while it waits. Written as
 * {@code http/backend-100ms/closed/c2000}.
 *
 * @param requests the load
 */
record WaitingLevel(RequestLevel requests) implements Level {

  WaitingLevel {
    if (!(requests.workload() instanceof Workload.Backend)) {
      throw new IllegalArgumentException(
          "level '" + requests + "': must be like http/backend-100ms/closed/c2000");
    }
  }

  /** As many requests in flight as connections, each for {@code millis}. */
  WaitingLevel(int millis, int connections) {
    this(RequestLevel.backend(ClientKind.HTTP, millis, new Loop.Closed(), connections));
  }

  /** The same load, but for how long the backend takes. */
  RequestLevel waiting(int millis) {
    return RequestLevel.backend(requests.client(), millis, requests.loop(), requests.connections());
  }

  @Override
  public String protocol() {
    return requests.protocol();
  }

  @Override
  public WireProtocol wire() {
    return requests.wire();
  }

  @Override
  public String name() {
    return requests.name();
  }

  @Override
  public Parameters parameters() {
    return requests.parameters();
  }

  @Override
  public Demand demand() {
    return requests.demand();
  }

  /** Only in full: the claim is about requests a second, and weighing takes half a minute. */
  @Override
  public boolean weighs(Profile profile) {
    return profile == Profile.FULL;
  }

  @Override
  public boolean needsBackend() {
    return requests.needsBackend();
  }

  @Override
  public String kind() {
    return requests.kind();
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    requests.warmUp(server, profile, share, seed);
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    return ReadyWaiting.gather(this, server, profile, seed);
  }

  @Override
  public String toString() {
    return requests.toString();
  }
}
