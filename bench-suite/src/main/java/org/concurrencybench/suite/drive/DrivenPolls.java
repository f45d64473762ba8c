package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.suite.window.OpenLoad;

/**
 * Long polls that are held and woken.
 *
 * @param loop of the wakes; open
 */
public record DrivenPolls(PollLoad load, Loop.Open loop) implements Driven {

  @Override
  public InetSocketAddress target() {
    return load.target();
  }

  @Override
  public String protocol() {
    return ClientKind.HTTP.toString();
  }

  @Override
  public String workload() {
    return "long-poll";
  }

  @Override
  public int connections() {
    return load.polls();
  }

  @Override
  public int payloadBytes() {
    return load.payloadBytes();
  }

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
