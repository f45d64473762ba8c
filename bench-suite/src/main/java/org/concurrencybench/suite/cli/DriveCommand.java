package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.IntervalLog;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.driver.os.MachineLimits;
import org.concurrencybench.driver.os.ProcessStat;
import org.concurrencybench.suite.drive.Drive;
import org.concurrencybench.suite.drive.DriveReport;
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
      names = "--connections",
      defaultValue = "100",
      description = "Connections, one request in flight each.")
  private int connections;

  @Option(names = "--rate", description = "Requests per second of an open loop.")
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
      description = "Also write drive.json and drive.hlog there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Drive drive = drive();
    checkServerPid();
    MachineLimits.now()
        .obstacle(connections, 0, 1)
        .ifPresent(obstacle -> {
          throw new UserFailure(obstacle);
        });
    Drive.Outcome outcome;
    try {
      outcome = drive.run();
    } catch (IOException e) {
      throw new UserFailure(
          "target '%s': %s; does a server that speaks %s listen there? 'bench serve' starts one"
              .formatted(target, e.getMessage(), protocol));
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

  /** Nothing came back, or what came back was wrong. */
  private static boolean failed(DriveReport report) {
    return report.throughput().completed() == 0 || report.wrongReplies() > 0;
  }

  private Drive drive() {
    refuseContradictions();
    try {
      var load = new Load(target(), protocol, asked(), connections, workers, seed, Load.DRAIN);
      Loop loop = rate == null ? new Loop.Closed(thinkTime) : new Loop.Open(rate, arrivals);
      return new Drive(load, loop, warmUp, duration, serverPid);
    } catch (IllegalArgumentException e) {
      throw badUsage(String.valueOf(e.getMessage()));
    }
  }

  /** What would be ignored silently is refused. */
  private void refuseContradictions() {
    if (closed && rate != null) {
      throw badUsage("--closed and --rate %s exclude each other: leave one out".formatted(rate));
    }
    if (rate == null && given("--arrivals")) {
      throw badUsage("--arrivals %s is for an open loop: add --rate".formatted(arrivals));
    }
    if (rate != null && given("--think-time")) {
      throw badUsage("--think-time is for a closed loop: leave --rate %s out".formatted(rate));
    }
    if (given("--payload") && !workload.hasPayload(protocol)) {
      throw badUsage(
          "--payload %d: workload %s has none%s"
              .formatted(
                  payloadBytes,
                  workload,
                  workload == DriveWorkload.HELLO ? "" : " over " + protocol));
    }
    refuseUnless(DriveWorkload.COMPUTE, "--units", "--share");
    refuseUnless(DriveWorkload.BACKEND, "--millis");
  }

  private void refuseUnless(DriveWorkload meant, String... options) {
    for (String option : options) {
      if (workload != meant && given(option)) {
        throw badUsage(
            "%s is for workload %s, not for %s: leave it out".formatted(option, meant, workload));
      }
    }
  }

  private Workload asked() {
    int payload = workload.hasPayload(protocol) ? payloadBytes : 0;
    return switch (workload) {
      case ECHO -> Workload.echo(payload);
      case HELLO -> Workload.hello();
      case COMPUTE -> new Workload.Compute(units, share, payload);
      case BACKEND -> new Workload.Backend(millis, payload);
    };
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

  private static void store(Path directory, Drive.Outcome outcome, DriveReport report) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("drive.json"), report.toJson());
      long start = outcome.result().startEpochMillis();
      try (var log = IntervalLog.create(directory.resolve("drive.hlog"), start)) {
        log.add(outcome.result());
      }
    } catch (IOException e) {
      throw new UserFailure(
          "cannot write to '%s' (%s); choose another folder with --out"
              .formatted(directory, e.getMessage()));
    }
  }
}
