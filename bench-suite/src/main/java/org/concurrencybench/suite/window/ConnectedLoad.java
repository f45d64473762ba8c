package org.concurrencybench.suite.window;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.suite.process.ServerProcess;

/** Open connections to a server process, through which windows are measured. Not thread-safe. */
public final class ConnectedLoad implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ConnectedLoad.class.getName());

  private final ServerProcess server;
  private final CpuLayout layout;
  private final Load load;
  private final int order;
  private final LoadDriver driver;

  ConnectedLoad(ServerProcess server, CpuLayout layout, Load load, int order)
      throws IOException, InterruptedException {
    this.server = server;
    this.layout = layout;
    this.load = load;
    this.order = order;
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
    List<Moment> seconds = new ArrayList<>();
    Instant startedAt = Instant.now();
    Moment before = Moment.now(server);
    WindowResult result;
    try {
      result = driver.run(new Phase("measured", loop, duration), _ -> second(seconds));
    } catch (IOException e) {
      throw server.reason(e);
    }
    Moment after = Moment.now(server);
    return new MeasuredWindow(
        load,
        order,
        startedAt,
        driver.connecting(),
        result,
        before,
        after,
        List.copyOf(seconds),
        layout);
  }

  /**
   * A server that does not answer is found out when the window is over: the load goes on until
   * then.
   */
  private void second(List<Moment> seconds) {
    try {
      seconds.add(Moment.now(server));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no counters for this second: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
