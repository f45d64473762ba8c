package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;

/** More requests a second through the same connections. */
final class RisingRate implements RisingLoad {

  private final KneeLevel level;
  private final Duration settle;
  private final ConnectedLoad connected;

  RisingRate(KneeLevel level, ServerUnderLoad server, Duration settle, long seed)
      throws IOException, InterruptedException {
    this.level = level;
    this.settle = settle;
    this.connected =
        server.connect(level.from().load(server.address(), level.from().connections(), seed));
  }

  @Override
  public MeasuredWindow measure(double load, Duration duration)
      throws IOException, InterruptedException {
    var loop = new Loop.Open(load, level.loop().arrivals());
    connected.settle(loop, settle);
    return connected.measure(loop, duration);
  }

  @Override
  public double ratePerSecond(double load) {
    return load;
  }

  @Override
  public void close() {
    connected.close();
  }
}
