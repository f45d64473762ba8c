package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.Settling;

/** The same requests a second through more connections, opened anew for each window. */
final class RisingConnections implements RisingLoad {

  private final KneeLevel level;
  private final ServerUnderLoad server;
  private final Settling settling;
  private final long seed;

  RisingConnections(KneeLevel level, ServerUnderLoad server, Settling settling, long seed) {
    this.level = level;
    this.server = server;
    this.settling = settling;
    this.seed = seed;
  }

  @Override
  public MeasuredWindow measure(double load, Duration duration)
      throws IOException, InterruptedException {
    int connections = Math.toIntExact(Math.round(load));
    try (ConnectedLoad connected = server.connect(level.from().load(server, connections, seed))) {
      connected.settle(level.loop(), settling);
      return connected.measure(level.loop(), duration);
    }
  }

  @Override
  public double ratePerSecond(double load) {
    return level.loop().ratePerSecond();
  }

  @Override
  public void close() {
    // Each window has closed its own.
  }
}
