package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.suite.window.OpenLoad;

/** Requests and their replies. */
public record DrivenRequests(Load load, Loop loop) implements Driven {

  @Override
  public InetSocketAddress target() {
    return load.target();
  }

  @Override
  public String protocol() {
    return load.client().toString();
  }

  @Override
  public String workload() {
    return load.workload().kind();
  }

  @Override
  public int connections() {
    return load.connections();
  }

  @Override
  public int payloadBytes() {
    return load.workload().payloadBytes();
  }

  /**
   * A closed loop, as in the suites: at a low rate neither driver nor server would see enough
   * requests to be compiled.
   */
  @Override
  public Loop warmUpLoop() {
    return new Loop.Closed();
  }

  @Override
  public Phase measured(Duration duration) {
    return load.measured(loop, duration);
  }

  @Override
  public OpenLoad connect() throws IOException, InterruptedException {
    return OpenLoad.of(load);
  }
}
