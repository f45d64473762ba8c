package org.concurrencybench.suite.cli;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Locale;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.suite.drive.Driven;
import org.concurrencybench.suite.drive.DrivenChat;
import org.concurrencybench.suite.drive.DrivenPolls;
import org.concurrencybench.suite.drive.DrivenRequests;

/** Makes the load that the options of {@code bench drive} ask for. */
final class DriveLoads {

  /** Members of a room, unless the user says otherwise. */
  private static final int MEMBERS = 10;

  /** Where the search for a rate starts: any server answers that, and doubling is soon done. */
  private static final double FIRST_RATE = 1_000;

  private final DriveOptions options;
  private final InetSocketAddress target;

  private DriveLoads(DriveOptions options, InetSocketAddress target) {
    this.options = options;
    this.target = target;
  }

  /**
   * The load.
   *
   * @throws picocli.CommandLine.ParameterException if the options contradict each other
   * @throws IllegalArgumentException for a number out of range, saying which
   */
  static Driven of(DriveOptions options) {
    options.refuseContradictions();
    return new DriveLoads(options, HostPort.parse("target", options.target)).driven();
  }

  private Driven driven() {
    int payload = options.workload.hasPayload(options.protocol) ? options.payloadBytes : 0;
    return switch (options.workload) {
      case ECHO -> requests(Workload.echo(payload), loop());
      case HELLO -> requests(Workload.hello(), loop());
      case COMPUTE -> requests(new Workload.Compute(options.units, options.share, payload), loop());
      case BACKEND -> requests(new Workload.Backend(options.millis, payload), loop());
      case CHURN ->
          requests(
              options.protocol == ClientKind.HTTP ? Workload.hello() : Workload.echo(payload),
              new Loop.Churn());
      case CHAT -> chat();
      case LONG_POLL -> polls(payload);
    };
  }

  private Loop loop() {
    return options.rate == null && !options.findRate
        ? new Loop.Closed(options.thinkTime)
        : new Loop.Open(options.rate == null ? FIRST_RATE : options.rate, options.arrivals);
  }

  private Driven requests(Workload asked, Loop loop) {
    Load load =
        Load.of(target, options.protocol, asked, options.connections).withSeed(options.seed);
    // A search goes up to where the driver ends, like a closed loop.
    Loop busiest = options.findRate ? new Loop.Closed() : loop;
    return new DrivenRequests(
        options.workers == null ? load.forLoop(busiest, cpus()) : load.withWorkers(options.workers),
        loop);
  }

  /** The driver's: on the server's own machine half of them are left to the server. */
  private int cpus() {
    int all = Runtime.getRuntime().availableProcessors();
    return target.getAddress().isLoopbackAddress() ? Math.max(1, all / 2) : all;
  }

  private Driven polls(int payload) {
    return new DrivenPolls(
        PollLoad.of(target, options.connections).withPayload(payload).withSeed(options.seed),
        new Loop.Open(
            options.rate == null ? 1 : options.rate,
            options.given("--arrivals") ? options.arrivals : Arrivals.CONSTANT));
  }

  private Driven chat() {
    var load =
        ChatLoad.of(
                target,
                options.protocol,
                options.connections,
                membersPerRoom(),
                options.payloadBytes)
            .withSeed(options.seed);
    if (options.rate == null && options.deliveries == null) {
      throw options.badUsage("workload chat: how much is said? Add --deliveries or --rate");
    }
    double publishes =
        options.rate == null
            ? load.deliveriesPerSecond(requireNonNull(options.deliveries)).ratePerSecond()
            : options.rate;
    ChatLoad spread =
        options.workers == null
            ? load.forDeliveries(publishes * load.membersPerRoom(), cpus())
            : load.withWorkers(options.workers);
    return new DrivenChat(spread, new Loop.Open(publishes, options.arrivals));
  }

  private int membersPerRoom() {
    Integer rooms = options.rooms;
    Integer members = options.members;
    int connections = options.connections;
    if (rooms == null) {
      return members == null ? MEMBERS : members;
    }
    if (rooms < 1 || connections % rooms != 0) {
      throw options.badUsage(
          String.format(
              Locale.ROOT,
              "--rooms %d: %d connections cannot be shared out evenly",
              rooms,
              connections));
    }
    if (members != null && members != connections / rooms) {
      throw options.badUsage(
          String.format(
              Locale.ROOT,
              "--rooms %d and --members %d contradict each other for %d connections: leave one out",
              rooms,
              members,
              connections));
    }
    return connections / rooms;
  }
}
