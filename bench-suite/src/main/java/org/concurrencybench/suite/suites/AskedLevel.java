package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.WindowExtras;

/**
 * The load that somebody asks about: requests, and the server's memory with their connections.
 * Written as {@code http/hello/open-5000/c100/asked-p99-50ms}.
 *
 * @param requests an open loop
 * @param objective what a server must keep
 */
record AskedLevel(RequestLevel requests, Objective objective) implements Level {

  private static final String MARK = "/asked-";
  private static final int VISITORS = 1_000;

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
    return requests.parameters().with("objective", objective.toString());
  }

  @Override
  public Demand demand() {
    return requests.demand();
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

  /** What the connections add is part of the answer. */
  @Override
  public boolean weighs(Profile profile) {
    return true;
  }

  /**
   * Memory is sampled before the connections come and when their load has settled, with a
   * collection before the window. Some come and go first, for the reason given at {@link
   * org.concurrencybench.suite.window.Weighing#visits}.
   */
  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    int visitors = Math.min(VISITORS, requests.connections());
    for (int time = 0; time < profile.weighing().visits(); time++) {
      IdleCrowd.come(server, requests.load(server, visitors, seed)).close();
      server.awaitNobody();
    }
    MemoryParts without = server.memory(0, profile.weighing());
    ReadyLoad ready = requests.ready(server, profile, seed);
    boolean weighed = false;
    try {
      MemoryParts with = server.memory(requests.connections(), profile.weighing());
      weighed = true;
      return new Weighed(ready, WindowExtras.NONE.with(server.slope(without, with)));
    } finally {
      if (!weighed) {
        ready.close();
      }
    }
  }

  private record Weighed(ReadyLoad load, WindowExtras extras) implements ReadyLoad {

    @Override
    public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
      return load.measure(duration).with(extras);
    }

    @Override
    public void close() throws IOException {
      load.close();
    }
  }

  /** Told from the same requests in other suites by what is asked of them. */
  @Override
  public String toString() {
    return requests + MARK + objective.inNames();
  }
}
