package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.suite.window.OpenLoad;

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

  /** Nothing answers a publish, so there is no closed loop. */
  @Override
  public Loop warmUpLoop() {
    return loop;
  }

  @Override
  public Phase measured(Duration duration) {
    return new Phase("measured", loop, duration);
  }

  @Override
  public OpenLoad connect() throws IOException, InterruptedException {
    return OpenLoad.of(load);
  }
}
