package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;

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

  @Override
  public Open connect() throws IOException, InterruptedException {
    return new Open(load, LoadDriver.connect(load), loop);
  }

  /** Open connections, and when requests are sent through them. */
  record Open(Load load, LoadDriver driver, Loop loop) implements Connected {

    /** The same connections, loaded otherwise. */
    Open at(Loop other) {
      return new Open(load, driver, other);
    }

    @Override
    public Connecting connecting() {
      return driver.connecting();
    }

    /**
     * A closed loop first, as in the suites: at a low rate neither driver nor server would see
     * enough requests to be compiled.
     */
    @Override
    public void warmUp(Duration duration) throws IOException, InterruptedException {
      driver.run(new Phase("warm-up", new Loop.Closed(), duration));
    }

    @Override
    public void settle(Duration duration) throws IOException, InterruptedException {
      driver.run(new Phase("settle", loop, duration));
    }

    @Override
    public Seen measure(Duration duration, WindowObserver observer)
        throws IOException, InterruptedException {
      return Seen.requests(driver.run(load.measured(loop, duration), observer));
    }

    @Override
    public void cut() {
      driver.cut();
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
