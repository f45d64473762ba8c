package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.Settling;

/** More requests a second through the same connections. */
final class RisingRate implements RisingLoad {

  private final KneeLevel level;
  private final Settling settling;
  private final ConnectedLoad connected;

  RisingRate(KneeLevel level, ServerUnderLoad server, Settling settling, long seed)
      throws IOException, InterruptedException {
    this.level = level;
    this.settling = settling;
    // Workers for the highest rate that these connections can be asked for, not for the first.
    this.connected =
        server.connect(
            level.from().load(server, new Loop.Closed(), level.from().connections(), seed));
  }

  @Override
  public MeasuredWindow measure(double load, Duration duration)
      throws IOException, InterruptedException {
    var loop = new Loop.Open(load, level.loop().arrivals());
    connected.settle(loop, settling);
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
