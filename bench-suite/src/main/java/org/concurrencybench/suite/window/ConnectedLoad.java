package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;

/** Open connections to a server process, through which windows are measured. Not thread-safe. */
public final class ConnectedLoad implements AutoCloseable {

  private final ServerUnderLoad server;
  private final Load load;
  private final LoadDriver driver;

  ConnectedLoad(ServerUnderLoad server, Load load) throws IOException, InterruptedException {
    this.server = server;
    this.load = load;
    try {
      this.driver = LoadDriver.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /** Runs the load without measuring it: connections, caches and rates settle. */
  public void settle(Loop loop, Duration duration) throws IOException, InterruptedException {
    try {
      driver.run(new Phase("settle", loop, duration));
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /** Holds the load and counts both sides before, after, and once a second in between. */
  public MeasuredWindow measure(Loop loop, Duration duration)
      throws IOException, InterruptedException {
    var phase = new Phase("measured", loop, duration);
    return server.measure(
        load.connections(), driver.connecting(), observer -> driver.run(phase, observer));
  }

  @Override
  public void close() {
    driver.close();
  }
}
