package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.OpenLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Long polls that are held open in one room and woken once a second. Written as {@code
 * http/held-5000}.
 *
 * @param held open at once
 */
record HeldLevel(int held) implements Level {

  /** So seldom that one is over before the next comes. */
  private static final double WAKES_PER_SECOND = 1;

  private static final int WARM_UP_POLLS = 100;
  private static final double WARM_UP_WAKES_PER_SECOND = 100;

  HeldLevel {
    if (held < 2) {
      throw new IllegalArgumentException("held: " + held + ", a slope needs at least 2");
    }
  }

  /** That many of these polls at a server. */
  PollLoad load(InetSocketAddress target, int polls, long seed) {
    return PollLoad.of(target, polls).withSeed(seed);
  }

  /** When they are woken. */
  Loop.Open loop() {
    return HeldPolls.wakes(WAKES_PER_SECOND);
  }

  /** Of the polls, those with which memory is sampled first. */
  int few() {
    return Math.max(1, held / 5);
  }

  @Override
  public String protocol() {
    return ClientKind.HTTP.toString();
  }

  @Override
  public WireProtocol wire() {
    return WireProtocol.HTTP;
  }

  @Override
  public String name() {
    return "held-" + held;
  }

  @Override
  public Parameters parameters() {
    return Parameters.NONE
        .with(Parameters.WORKLOAD, "long-poll")
        .with(Parameters.CONNECTIONS, held)
        .with(Parameters.LOOP, "open")
        .with("wakesPerSecond", WAKES_PER_SECOND)
        .with(Parameters.ARRIVALS, loop().arrivals().toString());
  }

  /** The polls, and the connection that wakes them. */
  @Override
  public Demand demand() {
    return Demand.of(held + 1);
  }

  @Override
  public boolean weighs(Profile profile) {
    return true;
  }

  @Override
  public String kind() {
    return protocol() + "/long-poll";
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    try (OpenLoad open = OpenLoad.of(load(server.address(), WARM_UP_POLLS, seed))) {
      server.warmUp(
          open,
          HeldPolls.wakes(WARM_UP_WAKES_PER_SECOND),
          Math.round(profile.warmUpRequests() * share),
          profile.warmUpLimit(share));
    }
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    return ReadyHeld.gather(this, server, profile, seed);
  }

  /** The name behind the protocol, as in results. */
  @Override
  public String toString() {
    return protocol() + "/" + name();
  }
}
