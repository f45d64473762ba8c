package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.ChatDriver;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;

/**
 * Members of rooms who talk.
 *
 * @param loop of the publishes; open
 */
public record DrivenChat(ChatLoad load, Loop.Open loop) implements Driven {

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
    return "chat";
  }

  @Override
  public int connections() {
    return load.connections();
  }

  @Override
  public int payloadBytes() {
    return load.payloadBytes();
  }

  @Override
  public Connected connect() throws IOException, InterruptedException {
    return new Open(ChatDriver.connect(load), loop);
  }

  private record Open(ChatDriver driver, Loop.Open loop) implements Connected {

    @Override
    public Connecting connecting() {
      return driver.connecting();
    }

    /** At the measured rate: nothing answers a publish, so there is no closed loop. */
    @Override
    public void warmUp(Duration duration) throws IOException, InterruptedException {
      settle(duration);
    }

    @Override
    public void settle(Duration duration) throws IOException, InterruptedException {
      driver.run(new Phase("settle", loop, duration), WindowObserver.SILENT);
    }

    @Override
    public Seen measure(Duration duration, WindowObserver observer)
        throws IOException, InterruptedException {
      ChatResult result = driver.run(new Phase("measured", loop, duration), observer);
      return new Seen(result.window(), result, null);
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
