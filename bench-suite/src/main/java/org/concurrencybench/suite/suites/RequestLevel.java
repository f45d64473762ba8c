package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Requests and their replies: what is asked, over which protocol, how often and through how many
 * connections. Written as {@code http/hello/open-5000/c100} or {@code tcp/echo-64/closed/c500}.
 *
 * @param client what the connections speak
 * @param workload what is asked
 * @param payloadBytes payload of each request; 0 if the workload has none
 * @param loop what makes the driver send
 * @param connections open at once
 */
public record RequestLevel(
    ClientKind client, Workload workload, int payloadBytes, Loop loop, int connections)
    implements Level {

  private static final int WARM_UP_CONNECTIONS = 50;

  private static final Pattern TEXT =
      Pattern.compile("(tcp|http|ws)/(hello|echo-(\\d{1,7}))/(closed|open-(\\d{1,7}))/c(\\d{1,7})");

  /** {@code GET /hello} over HTTP. */
  static RequestLevel hello(Loop loop, int connections) {
    return new RequestLevel(ClientKind.HTTP, Workload.HELLO, 0, loop, connections);
  }

  /** An echo of that many bytes. */
  static RequestLevel echo(ClientKind client, int payloadBytes, Loop loop, int connections) {
    return new RequestLevel(client, Workload.ECHO, payloadBytes, loop, connections);
  }

  /**
   * The level that is written as {@code text}.
   *
   * @throws IllegalArgumentException if it is not of that form, quoting it
   */
  public static RequestLevel parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "level '%s': must be like http/hello/open-5000/c100 or tcp/echo-64/closed/c500"
              .formatted(text));
    }
    String payload = parts.group(3);
    String rate = parts.group(5);
    return new RequestLevel(
        ClientKind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
        payload == null ? Workload.HELLO : Workload.ECHO,
        payload == null ? 0 : Integer.parseInt(payload),
        rate == null
            ? new Loop.Closed()
            : new Loop.Open(Double.parseDouble(rate), Arrivals.POISSON),
        Integer.parseInt(parts.group(6)));
  }

  /** This load at a server, through that many connections. */
  Load load(InetSocketAddress target, int through, long seed) {
    return Load.of(target, client, workload, through, payloadBytes).withSeed(seed);
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
    String asked = workload == Workload.HELLO ? "hello" : "echo-" + payloadBytes;
    return asked + "/" + loopName() + "/c" + connections;
  }

  private String loopName() {
    return switch (loop) {
      case Loop.Closed _ -> "closed";
      case Loop.Open(double rate, _) -> "open-" + Math.round(rate);
    };
  }

  @Override
  public Parameters parameters() {
    var common =
        Parameters.NONE
            .with(Parameters.WORKLOAD, workload.toString())
            .with(Parameters.CONNECTIONS, connections)
            .with(Parameters.PAYLOAD_BYTES, payloadBytes);
    return switch (loop) {
      case Loop.Closed(Duration thinkTime) ->
          common.with(Parameters.LOOP, "closed").with("thinkTimeMillis", thinkTime.toMillis());
      case Loop.Open(double rate, Arrivals arrivals) ->
          common
              .with(Parameters.LOOP, "open")
              .with(Parameters.RATE_PER_SECOND, rate)
              .with(Parameters.ARRIVALS, arrivals.toString());
    };
  }

  @Override
  public Demand demand() {
    return Demand.of(connections);
  }

  @Override
  public String kind() {
    return client + "/" + workload;
  }

  @Override
  public void warmUp(ServerUnderLoad server, Profile profile, double share, long seed)
      throws IOException, InterruptedException {
    server.warmUp(
        load(server.address(), WARM_UP_CONNECTIONS, seed),
        Math.round(profile.warmUpRequests() * share),
        profile.warmUpLimit(share));
  }

  @Override
  public ReadyLoad ready(ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    ConnectedLoad connected = server.connect(load(server.address(), connections, seed));
    connected.settle(loop, profile.settle());
    return new ReadyRequests(connected, loop);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return client + "/" + name();
  }
}
