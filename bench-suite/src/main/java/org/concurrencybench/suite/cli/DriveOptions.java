package org.concurrencybench.suite.cli;

import java.time.Duration;
import java.util.Locale;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which load {@code bench drive} is asked for, as it stands on the command line. */
@Command
final class DriveOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The server.")
  String target;

  @Option(
      names = "--protocol",
      defaultValue = "http",
      description = "What to speak: ${COMPLETION-CANDIDATES}.")
  ClientKind protocol;

  @Option(
      names = "--workload",
      required = true,
      description = "What to ask: ${COMPLETION-CANDIDATES}.")
  DriveWorkload workload;

  @Option(
      names = "--units",
      defaultValue = "1000",
      description = "Units of a computation, each about 1.2 us of one CPU.")
  int units;

  @Option(
      names = "--share",
      defaultValue = "1",
      description = "Of the requests, those that compute: 0.1 for a tenth.")
  double share;

  @Option(
      names = "--millis",
      defaultValue = "100",
      description = "How long the backend takes for a call.")
  int millis;

  @Option(
      names = "--members",
      description = "Chat: members of each room. By default 10, or as --rooms says.")
  @Nullable Integer members;

  @Option(names = "--rooms", description = "Chat: rooms that the connections share out.")
  @Nullable Integer rooms;

  @Option(
      names = "--deliveries",
      paramLabel = "RATE",
      description = "Chat: deliveries per second, instead of the messages of --rate.")
  @Nullable Double deliveries;

  @Option(
      names = "--connections",
      defaultValue = "100",
      description = "Connections, one request in flight each; members, or held polls.")
  int connections;

  @Option(
      names = "--rate",
      description =
          "Requests per second of an open loop; messages of a chat; wakes of long polls (default: 1).")
  @Nullable Double rate;

  @Option(
      names = "--closed",
      description = "Closed loop: each connection sends when it has its reply. The default.")
  boolean closed;

  @Option(
      names = "--think-time",
      defaultValue = "0ms",
      description = "Pause after each reply, in a closed loop.")
  Duration thinkTime;

  @Option(
      names = "--arrivals",
      defaultValue = "poisson",
      description = "Open loop: ${COMPLETION-CANDIDATES}.")
  Arrivals arrivals;

  @Option(
      names = "--find-rate",
      description =
          "Find the highest rate that keeps --p99; --rate is where to start, --duration the confirming windows.")
  boolean findRate;

  @Option(
      names = "--p99",
      paramLabel = "TIME",
      description = "With --find-rate: 99 of 100 requests take at most this, as 10ms.")
  @Nullable Duration p99;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Payload of a request, where it has one.")
  int payloadBytes;

  @Option(
      names = "--workers",
      description =
          "Event loops of the driver. Default: as many as its CPUs (half of them if the target is this machine) can feed and the load needs.")
  @Nullable Integer workers;

  @Option(names = "--seed", defaultValue = "1", description = "Fixes arrivals and payloads.")
  long seed;

  /**
   * Refuses what contradicts itself, and what would be ignored silently.
   *
   * @throws ParameterException saying which option to leave out
   */
  void refuseContradictions() {
    refuseContradictionsOfTheLoop();
    refuseWhatTheWorkloadHasNot();
    refuseUnless(DriveWorkload.COMPUTE, "--units", "--share");
    refuseUnless(DriveWorkload.BACKEND, "--millis");
    refuseUnless(DriveWorkload.CHAT, "--members", "--rooms", "--deliveries");
  }

  private void refuseContradictionsOfTheLoop() {
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
    if (deliveries != null && rate != null) {
      throw badUsage(
          "--deliveries %s and --rate %s exclude each other: leave one out"
              .formatted(deliveries, rate));
    }
    if (rate == null && !findRate && given("--arrivals") && !workload.isOpenOnly()) {
      throw badUsage("--arrivals %s is for an open loop: add --rate".formatted(arrivals));
    }
    if (given("--think-time") && rate != null) {
      throw badUsage("--think-time is for a closed loop: leave --rate %s out".formatted(rate));
    }
    if (given("--think-time") && findRate) {
      throw badUsage("--think-time is for a closed loop: leave --find-rate out");
    }
  }

  private void refuseWhatTheWorkloadHasNot() {
    if (closed && workload.isOpenOnly()) {
      throw badUsage("--closed: workload %s has an open loop".formatted(workload));
    }
    if (rate != null && workload == DriveWorkload.CHURN) {
      throw badUsage("--rate %s: workload churn has a closed loop".formatted(rate));
    }
    if (given("--think-time") && (workload.isOpenOnly() || workload == DriveWorkload.CHURN)) {
      throw badUsage("--think-time: workload %s has none".formatted(workload));
    }
    if (given("--payload") && !workload.hasPayload(protocol)) {
      throw badUsage(
          String.format(
              Locale.ROOT,
              "--payload %d: workload %s has none%s",
              payloadBytes,
              workload,
              workload == DriveWorkload.HELLO ? "" : " over " + protocol));
    }
    if (workload == DriveWorkload.LONG_POLL && protocol != ClientKind.HTTP) {
      throw badUsage("workload long-poll over %s: it is a request of http".formatted(protocol));
    }
    if (workload == DriveWorkload.LONG_POLL && workers != null && workers != 1) {
      throw badUsage(
          String.format(Locale.ROOT, "--workers %d: workload long-poll has one", workers));
    }
  }

  private void refuseUnless(DriveWorkload meant, String... options) {
    for (String option : options) {
      if (workload != meant && given(option)) {
        throw badUsage(
            "%s is for workload %s, not for %s: leave it out".formatted(option, meant, workload));
      }
    }
  }

  /** Whether the user gave the option, be it with its default. */
  boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  ParameterException badUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
