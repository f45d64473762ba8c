package org.concurrencybench.suite.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.IntervalLog;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.driver.os.MachineLimits;
import org.concurrencybench.driver.os.ProcessStat;
import org.concurrencybench.suite.drive.Drive;
import org.concurrencybench.suite.drive.DriveReport;
import org.concurrencybench.suite.drive.Driven;
import org.concurrencybench.suite.drive.DrivenChat;
import org.concurrencybench.suite.drive.DrivenPolls;
import org.concurrencybench.suite.drive.DrivenRequests;
import org.concurrencybench.suite.drive.FindRate;
import org.concurrencybench.suite.drive.FoundRate;
import org.concurrencybench.suite.knee.Objective;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts one load on any server that speaks one of the protocols. */
@Command(
    name = "drive",
    description = "Puts one load on a server and says what came back.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DriveCommand implements Callable<Integer> {

  /** Members of a room, unless the user says otherwise. */
  private static final int MEMBERS = 10;

  /** Where the search for a rate starts: any server answers that, and doubling is soon done. */
  private static final double FIRST_RATE = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The server.")
  private String target;

  @Option(
      names = "--protocol",
      defaultValue = "http",
      description = "What to speak: ${COMPLETION-CANDIDATES}.")
  private ClientKind protocol;

  @Option(
      names = "--workload",
      required = true,
      description = "What to ask: ${COMPLETION-CANDIDATES}.")
  private DriveWorkload workload;

  @Option(
      names = "--units",
      defaultValue = "1000",
      description = "Units of a computation, each about 1.2 us of one CPU.")
  private int units;

  @Option(
      names = "--share",
      defaultValue = "1",
      description = "Of the requests, those that compute: 0.1 for a tenth.")
  private double share;

  @Option(
      names = "--millis",
      defaultValue = "100",
      description = "How long the backend takes for a call.")
  private int millis;

  @Option(
      names = "--members",
      description = "Chat: members of each room. By default 10, or as --rooms says.")
  private @Nullable Integer members;

  @Option(names = "--rooms", description = "Chat: rooms that the connections share out.")
  private @Nullable Integer rooms;

  @Option(
      names = "--deliveries",
      paramLabel = "RATE",
      description = "Chat: deliveries per second, instead of the messages of --rate.")
  private @Nullable Double deliveries;

  @Option(
      names = "--connections",
      defaultValue = "100",
      description = "Connections, one request in flight each; members, or held polls.")
  private int connections;

  @Option(
      names = "--rate",
      description =
          "Requests per second of an open loop; messages of a chat; wakes of long polls (default: 1).")
  private @Nullable Double rate;

  @Option(
      names = "--closed",
      description = "Closed loop: each connection sends when it has its reply. The default.")
  private boolean closed;

  @Option(
      names = "--think-time",
      defaultValue = "0ms",
      description = "Pause after each reply, in a closed loop.")
  private Duration thinkTime;

  @Option(
      names = "--arrivals",
      defaultValue = "poisson",
      description = "Open loop: ${COMPLETION-CANDIDATES}.")
  private Arrivals arrivals;

  @Option(
      names = "--find-rate",
      description =
          "Find the highest rate that keeps --p99; --rate is where to start, --duration the confirming windows.")
  private boolean findRate;

  @Option(
      names = "--p99",
      paramLabel = "TIME",
      description = "With --find-rate: 99 of 100 requests take at most this, as 10ms.")
  private @Nullable Duration p99;

  @Option(names = "--duration", defaultValue = "10s", description = "How long to measure.")
  private Duration duration;

  @Option(
      names = "--warmup",
      defaultValue = "3s",
      description =
          "Before that, not measured: the same requests in a closed loop, at the end as measured.")
  private Duration warmUp;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Payload of a request, where it has one.")
  private int payloadBytes;

  @Option(names = "--workers", defaultValue = "1", description = "Event loops of the driver.")
  private int workers;

  @Option(
      names = "--server-pid",
      paramLabel = "PID",
      description = "The server's process on this machine: what it spent is told, too.")
  private @Nullable Long serverPid;

  @Option(names = "--seed", defaultValue = "1", description = "Fixes arrivals and payloads.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write drive.json and drive.hlog, or find-rate.json, there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Drive drive = drive();
    FindRate search = p99 == null ? null : search(drive, p99);
    checkServerPid();
    checkLimits(drive.driven().target());
    if (search != null) {
      return find(search);
    }
    Drive.Outcome outcome;
    try {
      outcome = drive.run();
    } catch (IOException e) {
      throw unreachable(e);
    }
    DriveReport report = DriveReport.of(outcome);
    PrintWriter words = spec.commandLine().getOut();
    words.println(json ? report.toJson() : report.toText());
    words.flush();
    if (out != null) {
      store(out, outcome, report);
    }
    return failed(report) ? 1 : 0;
  }

  private FindRate search(Drive drive, Duration kept) {
    try {
      return new FindRate(drive, Objective.p99(kept));
    } catch (IllegalArgumentException e) {
      throw badUsage(String.valueOf(e.getMessage()));
    }
  }

  private int find(FindRate search) throws InterruptedException {
    PrintWriter words = spec.commandLine().getOut();
    FoundRate found;
    try {
      found =
          search.run(probe -> {
            if (!json) {
              words.println(probe.toText());
              words.flush();
            }
          });
    } catch (IOException e) {
      throw unreachable(e);
    }
    words.println(json ? found.toJson() : System.lineSeparator() + found.toText());
    words.flush();
    if (out != null) {
      store(out, found);
    }
    return found.isKnown() ? 0 : 1;
  }

  private UserFailure unreachable(IOException e) {
    return new UserFailure(
        "target '%s': %s; does a server that speaks %s listen there? 'bench serve' starts one"
            .formatted(target, e.getMessage(), protocol));
  }

  /** Nothing came back, or what came back was wrong. */
  private static boolean failed(DriveReport report) {
    return report.throughput().completed() == 0 || report.wrongReplies() > 0;
  }

  private void checkLimits(InetSocketAddress server) {
    MachineLimits limits = MachineLimits.now();
    // One further connection posts what wakes the polls.
    int sockets = workload == DriveWorkload.LONG_POLL ? connections + 1 : connections;
    limits
        .obstacle(sockets, 0, 1)
        .or(() -> limits.portObstacle(sockets, LoadDriver.sourceAddresses(server)))
        .ifPresent(obstacle -> {
          throw new UserFailure(obstacle);
        });
  }

  private Drive drive() {
    refuseContradictions();
    try {
      return new Drive(driven(), warmUp, duration, serverPid);
    } catch (IllegalArgumentException e) {
      throw badUsage(String.valueOf(e.getMessage()));
    }
  }

  private Driven driven() {
    int payload = workload.hasPayload(protocol) ? payloadBytes : 0;
    return switch (workload) {
      case ECHO -> requests(Workload.echo(payload), loop());
      case HELLO -> requests(Workload.hello(), loop());
      case COMPUTE -> requests(new Workload.Compute(units, share, payload), loop());
      case BACKEND -> requests(new Workload.Backend(millis, payload), loop());
      case CHURN ->
          requests(
              protocol == ClientKind.HTTP ? Workload.hello() : Workload.echo(payload),
              new Loop.Churn());
      case CHAT -> chat();
      case LONG_POLL ->
          new DrivenPolls(
              PollLoad.of(target(), connections).withPayload(payload).withSeed(seed),
              new Loop.Open(
                  rate == null ? 1 : rate, given("--arrivals") ? arrivals : Arrivals.CONSTANT));
    };
  }

  private Loop loop() {
    return rate == null && !findRate
        ? new Loop.Closed(thinkTime)
        : new Loop.Open(rate == null ? FIRST_RATE : rate, arrivals);
  }

  private Driven requests(Workload asked, Loop loop) {
    return new DrivenRequests(
        new Load(target(), protocol, asked, connections, workers, seed, Load.DRAIN), loop);
  }

  private Driven chat() {
    var load =
        new ChatLoad(
            target(),
            protocol,
            connections,
            membersPerRoom(),
            payloadBytes,
            workers,
            seed,
            Load.DRAIN);
    if (rate == null && deliveries == null) {
      throw badUsage("workload chat: how much is said? Add --deliveries or --rate");
    }
    double publishes =
        rate == null ? load.deliveriesPerSecond(requireNonNull(deliveries)).ratePerSecond() : rate;
    return new DrivenChat(load, new Loop.Open(publishes, arrivals));
  }

  private int membersPerRoom() {
    if (rooms == null) {
      return members == null ? MEMBERS : members;
    }
    if (rooms < 1 || connections % rooms != 0) {
      throw badUsage(
          "--rooms %d: %d connections cannot be shared out evenly".formatted(rooms, connections));
    }
    if (members != null && members != connections / rooms) {
      throw badUsage(
          "--rooms %d and --members %d contradict each other for %d connections: leave one out"
              .formatted(rooms, members, connections));
    }
    return connections / rooms;
  }

  /** What would be ignored silently is refused. */
  private void refuseContradictions() {
    if (closed && rate != null) {
      throw badUsage("--closed and --rate %s exclude each other: leave one out".formatted(rate));
    }
    if (findRate && (closed || p99 == null)) {
      throw badUsage(
          closed
              ? "--find-rate is for an open loop: leave --closed out"
              : "--find-rate needs to know what must be kept: add --p99 10ms, or what your users bear");
    }
    if (p99 != null && !findRate) {
      throw badUsage("--p99 is for --find-rate: add that, or leave it out");
    }
    if (closed && workload.isOpenOnly()) {
      throw badUsage("--closed: workload %s has an open loop".formatted(workload));
    }
    if (deliveries != null && rate != null) {
      throw badUsage(
          "--deliveries %s and --rate %s exclude each other: leave one out"
              .formatted(deliveries, rate));
    }
    if (rate != null && workload == DriveWorkload.CHURN) {
      throw badUsage("--rate %s: workload churn has a closed loop".formatted(rate));
    }
    if (rate == null && !findRate && given("--arrivals") && !workload.isOpenOnly()) {
      throw badUsage("--arrivals %s is for an open loop: add --rate".formatted(arrivals));
    }
    if (given("--think-time")) {
      if (rate != null) {
        throw badUsage("--think-time is for a closed loop: leave --rate %s out".formatted(rate));
      }
      if (workload.isOpenOnly() || workload == DriveWorkload.CHURN) {
        throw badUsage("--think-time: workload %s has none".formatted(workload));
      }
    }
    if (findRate && given("--think-time")) {
      throw badUsage("--think-time is for a closed loop: leave --find-rate out");
    }
    if (given("--payload") && !workload.hasPayload(protocol)) {
      throw badUsage(
          "--payload %d: workload %s has none%s"
              .formatted(
                  payloadBytes,
                  workload,
                  workload == DriveWorkload.HELLO ? "" : " over " + protocol));
    }
    if (workload == DriveWorkload.LONG_POLL && protocol != ClientKind.HTTP) {
      throw badUsage("workload long-poll over %s: it is a request of http".formatted(protocol));
    }
    if (workload == DriveWorkload.LONG_POLL && workers != 1) {
      throw badUsage("--workers %d: workload long-poll has one".formatted(workers));
    }
    refuseUnless(DriveWorkload.COMPUTE, "--units", "--share");
    refuseUnless(DriveWorkload.BACKEND, "--millis");
    refuseUnless(DriveWorkload.CHAT, "--members", "--rooms", "--deliveries");
  }

  private void refuseUnless(DriveWorkload meant, String... options) {
    for (String option : options) {
      if (workload != meant && given(option)) {
        throw badUsage(
            "%s is for workload %s, not for %s: leave it out".formatted(option, meant, workload));
      }
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException badUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void checkServerPid() {
    if (serverPid != null
        && (serverPid < 1
            || serverPid > Integer.MAX_VALUE
            || ProcessStat.of(serverPid).isEmpty())) {
      throw new UserFailure(
          "--server-pid %d: there is no such process on this machine, or this system does not show it"
              .formatted(serverPid));
    }
  }

  private InetSocketAddress target() {
    try {
      return HostPort.parse("target", target);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static void store(Path directory, FoundRate found) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("find-rate.json"), found.toJson());
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  private static UserFailure cannotWrite(Path directory, IOException e) {
    return new UserFailure(
        "cannot write to '%s' (%s); choose another folder with --out"
            .formatted(directory, e.getMessage()));
  }

  private static void store(Path directory, Drive.Outcome outcome, DriveReport report) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("drive.json"), report.toJson());
      long start = outcome.result().startEpochMillis();
      try (var log = IntervalLog.create(directory.resolve("drive.hlog"), start)) {
        log.add(outcome.result());
      }
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }
}
