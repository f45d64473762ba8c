package org.concurrencybench.suite.suites;

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
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;

/**
 * One load under which models are compared: what is asked, over which protocol, how often and
 * through how many connections. Written as {@code http/hello/open-5000/c100} or {@code
 * tcp/echo-64/closed/c500}.
 *
 * @param client what the connections speak
 * @param workload what is asked
 * @param payloadBytes payload of each request; 0 if the workload has none
 * @param loop what makes the driver send
 * @param connections open at once
 */
public record Level(
    ClientKind client, Workload workload, int payloadBytes, Loop loop, int connections) {

  private static final Pattern TEXT =
      Pattern.compile("(tcp|http|ws)/(hello|echo-(\\d{1,7}))/(closed|open-(\\d{1,7}))/c(\\d{1,7})");

  /** {@code GET /hello} over HTTP. */
  static Level hello(Loop loop, int connections) {
    return new Level(ClientKind.HTTP, Workload.HELLO, 0, loop, connections);
  }

  /** An echo of that many bytes. */
  static Level echo(ClientKind client, int payloadBytes, Loop loop, int connections) {
    return new Level(client, Workload.ECHO, payloadBytes, loop, connections);
  }

  /**
   * The level that is written as {@code text}.
   *
   * @throws IllegalArgumentException if it is not of that form, quoting it
   */
  public static Level parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "level '%s': must be like http/hello/open-5000/c100 or tcp/echo-64/closed/c500"
              .formatted(text));
    }
    String payload = parts.group(3);
    String rate = parts.group(5);
    return new Level(
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

  /** The cell of results that it belongs to. */
  public Cell cell(String suite, String model) {
    return Cell.of(suite, model, null, client.toString(), name(), parameters());
  }

  /** What a server must speak for it. */
  public WireProtocol wire() {
    return client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
  }

  /**
   * The load without the protocol, as {@code hello/open-5000/c100}: the level of a cell in results.
   */
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

  /** The load in full, for results. */
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

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return client + "/" + name();
  }
}
