package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.backend.Lateness;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.suite.process.ServerUse;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.Weighing;
import org.concurrencybench.suite.window.WindowExtras;

/**
 * Requests that wait; in full after it was measured what one weighs meanwhile.
 *
 * <pre>
 *   some come and go ── a fifth waits ── memory ── all wait ── memory ── the load ── window
 * </pre>
 *
 * <p>Some come and go first for the reason given at {@link Weighing#visits}. A server that serves
 * fewer connections than the load has gets as many as it serves, and the window says that the
 * others could not be opened.
 */
final class ReadyWaiting implements ReadyLoad {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final int VISITORS = 500;

  /** What opening a connection and its backend connection takes beside, with a large margin. */
  private static final double MILLIS_PER_CONNECTION = 0.5;

  private final WaitingLevel level;
  private final ServerUnderLoad server;
  private final ConnectedLoad connected;
  private final WindowExtras extras;

  private ReadyWaiting(
      WaitingLevel level, ServerUnderLoad server, ConnectedLoad connected, WindowExtras extras) {
    this.level = level;
    this.server = server;
    this.connected = connected;
    this.extras = extras;
  }

  static ReadyWaiting gather(WaitingLevel level, ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    int served = Math.min(level.requests().connections(), server.mostConnections());
    WindowExtras weight =
        level.weighs(profile) ? weight(level, server, profile, served, seed) : WindowExtras.NONE;
    ConnectedLoad connected = server.connect(level.requests().load(server, served, seed));
    connected.settle(level.requests().loop(), profile.settling());
    return new ReadyWaiting(level, server, connected, weight);
  }

  /** What a request weighs, from a fifth and from all of them. */
  private static WindowExtras weight(
      WaitingLevel level, ServerUnderLoad server, Profile profile, int served, long seed)
      throws IOException, InterruptedException {
    for (int time = 0; time < profile.weighing().visits(); time++) {
      IdleCrowd.come(server, level.waiting(1).load(server, Math.min(VISITORS, served), seed))
          .close();
      server.awaitNobody();
    }
    int few = Math.max(1, served / 5);
    MemoryParts baseline = weigh(level, server, profile.weighing(), few, seed);
    MemoryParts all = weigh(level, server, profile.weighing(), served, seed + 1);
    return WindowExtras.NONE.with(server.slope(baseline, all));
  }

  /** Where the memory is while that many requests are in flight. */
  private static MemoryParts weigh(
      WaitingLevel level, ServerUnderLoad server, Weighing how, int inFlight, long seed)
      throws IOException, InterruptedException {
    int millis = (int) (how.within().toMillis() + inFlight * MILLIS_PER_CONNECTION);
    MemoryParts parts;
    try (ConnectedLoad held = server.connect(level.waiting(millis).load(server, inFlight, seed))) {
      parts = held.memoryInFlight(Duration.ofMillis(millis), how);
    }
    server.awaitNobody();
    return parts;
  }

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    ServerSample before = server.sampleBackend();
    MeasuredWindow window =
        connected
            .measure(level.requests().loop(), duration)
            .ofConnections(level.requests().connections());
    return window.with(backend(before, server.sampleBackend()));
  }

  /** What the backend's own part in the figures is: how late it answered, and what that cost it. */
  private WindowExtras backend(ServerSample before, ServerSample after) {
    Lateness lateness = after.lateness();
    if (lateness == null || lateness.answers() == 0) {
      return extras;
    }
    ServerUse use = ServerUse.between(before, after);
    WindowExtras more =
        extras
            .with("backendLatenessP50Micros", lateness.p50Nanos() / NANOS_PER_MICRO)
            .with("backendLatenessP99Micros", lateness.p99Nanos() / NANOS_PER_MICRO)
            .with("backendUtilisation", use.utilisation(1));
    Double each = use.cpuMicrosPerRequest((double) lateness.answers());
    return each == null ? more : more.with("backendCpuMicrosPerCall", each);
  }

  @Override
  public void close() {
    connected.close();
  }
}
