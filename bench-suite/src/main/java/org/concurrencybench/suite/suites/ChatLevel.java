package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.util.Locale;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.OpenLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * A crowd that talks in rooms. Written as {@code tcp/c1000/members-10/deliveries-20000}, with
 * messages of another size as {@code tcp/c50/members-50/deliveries-10000/payload-16384}, and with
 * what happens in the middle of it as {@code tcp/c1000/members-100/deliveries-20000/storm}.
 *
 * @param client tcp or ws
 * @param connections each a member of one room
 * @param members of each room; divides connections
 * @param deliveriesPerSecond over all rooms; a publish is as many as its room has members
 * @param payloadBytes of each message
 * @param disturbance what happens in the middle
 */
record ChatLevel(
    ClientKind client,
    int connections,
    int members,
    int deliveriesPerSecond,
    int payloadBytes,
    Disturbance disturbance)
    implements Level {

  /** What happens in the middle of a window. */
  enum Disturbance {
    /** Nothing. */
    NONE,
    /**
     * One member stops reading, and the server must not wait for it. Before it waits at all, the
     * kernel takes what its buffers hold, some megabytes.
     */
    SLOW,
    /** All connections are dropped at once, and everybody comes back. */
    STORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of each message, unless a level says otherwise. */
  static final int PAYLOAD_BYTES = 64;

  /** A member's reader, and the writer of the model whose sockets block. */
  private static final int THREADS_PER_MEMBER = 2;

  /** Small messages, and nothing happens. */
  ChatLevel(ClientKind client, int connections, int members, int deliveriesPerSecond) {
    this(client, connections, members, deliveriesPerSecond, PAYLOAD_BYTES, Disturbance.NONE);
  }

  ChatLevel {
    if (members < 1 || connections % members != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d connections in rooms of %d: must be a multiple",
              connections,
              members));
    }
  }

  /** This load at a server, with as many workers as it needs. */
  ChatLoad load(ServerUnderLoad server, long seed) {
    return ChatLoad.of(server.address(), client, connections, members, payloadBytes)
        .forDeliveries(deliveriesPerSecond, server.driverCpus())
        .withSeed(seed);
  }

  /** When publishes are due. */
  Loop.Open loop() {
    return new Loop.Open((double) deliveriesPerSecond / members);
  }

  @Override
  public String protocol() {
    return client.toString();
  }

  @Override
  public WireProtocol wire() {
    return client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
  }

  @Override
  public String name() {
    String load =
        "c"
            + connections
            + "/members-"
            + members
            + "/deliveries-"
            + deliveriesPerSecond
            + (payloadBytes == PAYLOAD_BYTES ? "" : "/payload-" + payloadBytes);
    return disturbance == Disturbance.NONE ? load : load + "/" + disturbance;
  }

  @Override
  public Parameters parameters() {
    var load =
        Parameters.NONE
            .with(Parameters.WORKLOAD, "chat")
            .with(Parameters.CONNECTIONS, connections)
            .with(Parameters.MEMBERS, members)
            .with(Parameters.PAYLOAD_BYTES, payloadBytes)
            .with(Parameters.LOOP, "open")
            .with(Parameters.RATE_PER_SECOND, loop().ratePerSecond())
            .with("deliveriesPerSecond", deliveriesPerSecond)
            .with(Parameters.ARRIVALS, loop().arrivals().toString());
    return disturbance == Disturbance.NONE
        ? load
        : load.with("disturbance", disturbance.toString());
  }

  @Override
  public Demand demand() {
    return new Demand(connections, THREADS_PER_MEMBER, 1);
  }

  @Override
  public String kind() {
    return client + "/chat";
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    // At the measured rate: nothing answers a publish, so that there is no closed loop.
    try (OpenLoad open = OpenLoad.of(load(server, seed))) {
      server.warmUp(
          open, loop(), Math.round(profile.warmUpRequests() * share), profile.warmUpLimit(share));
    }
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    return ReadyChat.gather(this, server, profile, seed);
  }

  /** The name behind the protocol, as in results. */
  @Override
  public String toString() {
    return client + "/" + name();
  }
}
