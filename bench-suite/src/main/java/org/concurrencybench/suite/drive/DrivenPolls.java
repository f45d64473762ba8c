package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.WindowObserver;

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
  public Connected connect() throws IOException, InterruptedException {
    return new Open(HeldPolls.connect(load), loop);
  }

  private record Open(HeldPolls polls, Loop.Open loop) implements Connected {

    /** Without the one that posts, unless even that could not be opened. */
    @Override
    public Connecting connecting() {
      Connecting all = polls.connecting();
      return new Connecting(
          all.wanted() - 1,
          Math.min(all.wanted() - 1, all.opened()),
          all.errors(),
          all.connect(),
          all.startEpochMillis(),
          all.elapsed());
    }

    @Override
    public void warmUp(Duration duration) throws IOException, InterruptedException {
      settle(duration);
    }

    @Override
    public void settle(Duration duration) throws IOException, InterruptedException {
      polls.run(new Phase("settle", loop, duration), WindowObserver.SILENT);
    }

    @Override
    public Seen measure(Duration duration, WindowObserver observer)
        throws IOException, InterruptedException {
      PollResult result = polls.run(new Phase("measured", loop, duration), observer);
      return new Seen(result.window(), null, result);
    }

    @Override
    public void cut() {
      polls.cut();
    }

    @Override
    public void close() {
      polls.close();
    }
  }
}
