package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Loop;

/**
 * Short requests: the smallest request of each protocol, through 1 to 1,000 connections, as fast as
 * they are answered; and the claim's own loads, 5,000 requests/s in an open loop through 100 and
 * 500 connections. The server has one CPU, whatever the machine, and a heap of 512 MiB.
 *
 * <p>Alone, for one model and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=short-requests -p model=virtual -p level=http/hello/open-5000/c100
 * </pre>
 *
 * <p>What to expect: at 5,000 requests/s all three models are bored and their percentiles differ by
 * little; in the closed loop the event loop needs the fewest context switches per request, and the
 * platform threads catch up with it where many requests are ready at once.
 */
public class ShortRequests extends Suite {

  static final String NAME = "short-requests";

  private static final Loop CLOSED = new Loop.Closed();
  private static final Loop CLAIMED_RATE = new Loop.Open(5_000, Arrivals.POISSON);
  private static final int ECHO_BYTES = 64;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "A hundred, even five hundred threads carry short requests well: 5,000 requests/s on one"
        + " small core need no async.";
  }

  /** The claim is about one small core. */
  @Override
  public OptionalInt serverCpus() {
    return OptionalInt.of(1);
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE ->
          List.of(
              RequestLevel.hello(CLAIMED_RATE, 100),
              RequestLevel.hello(CLOSED, 100),
              RequestLevel.echo(ClientKind.WS, ECHO_BYTES, CLOSED, 100));
      case QUICK ->
          List.of(
              RequestLevel.hello(CLAIMED_RATE, 100),
              RequestLevel.hello(CLAIMED_RATE, 500),
              RequestLevel.hello(CLOSED, 100));
      case FULL -> everything();
    };
  }

  private static List<Level> everything() {
    List<Level> levels = new ArrayList<>();
    for (int connections : new int[] {1, 100, 500, 1_000}) {
      levels.add(RequestLevel.hello(CLOSED, connections));
      levels.add(RequestLevel.echo(ClientKind.WS, ECHO_BYTES, CLOSED, connections));
      levels.add(RequestLevel.echo(ClientKind.TCP, ECHO_BYTES, CLOSED, connections));
    }
    for (int connections : new int[] {100, 500}) {
      levels.add(RequestLevel.hello(CLAIMED_RATE, connections));
    }
    return levels;
  }
}
