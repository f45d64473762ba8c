package org.concurrencybench.suite.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Errors;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.driver.os.StealMeter;
import org.concurrencybench.report.judge.Compiling;
import org.concurrencybench.report.judge.Evidence;
import org.concurrencybench.report.judge.Judgement;
import org.concurrencybench.report.judge.PeakJudge;
import org.concurrencybench.report.judge.WindowJudge;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.process.ServerUse;
import org.jspecify.annotations.Nullable;

/**
 * What one window showed, still in the terms of driver and processes.
 *
 * @param connections that the load was to be spread over
 * @param order its place among the windows of its server process, from 1
 * @param startedAt when its measured interval began
 * @param connecting how opening the connections went
 * @param result what the driver saw
 * @param counters of both sides, around and in it
 * @param layout which CPUs the processes had
 * @param surroundings what was measured of the machine around it; null if nobody looked
 * @param warmUp how the server was warmed up; null if it was not
 * @param findings what there is beside
 */
public record MeasuredWindow(
    int connections,
    int order,
    Instant startedAt,
    Connecting connecting,
    WindowResult result,
    Counters counters,
    CpuLayout layout,
    @Nullable Surroundings surroundings,
    @Nullable WarmUpTrace warmUp,
    Findings findings) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * The window as it is stored.
   *
   * @param attempt 1, or more if earlier windows of the round were invalid
   */
  public Window toWindow(int attempt, @Nullable String histogramPath) {
    ServerCost server = serverCost();
    DriverCost driver = driverCost();
    Throughput throughput = throughput(server, driver);
    Latency latency = latency();
    MachineNoise machine = machineNoise();
    ErrorCounts errors = ErrorCounts.of(connecting, result);
    Judgement judgement =
        WindowJudge.judge(
            new Evidence(
                result.phase().loop() instanceof Loop.Open,
                connections,
                connecting.opened(),
                throughput,
                latency,
                result.backlogAtEnd(),
                result.littleRatio(),
                driver,
                machine,
                errors.counts(),
                errors.wrongReplies(),
                failures(),
                findings.deliveries(),
                compiling()));
    return new Window(
        order,
        attempt,
        judgement.status(),
        judgement.reasons(),
        startedAt,
        result.phase().duration().toNanos() / NANOS_PER_SECOND,
        throughput,
        latency,
        findings.deliveries(),
        server,
        driver,
        machine,
        findings.memory(),
        errors.counts(),
        extra(),
        histogramPath,
        warmUp == null ? null : warmUp.summary());
  }

  /** The same window with what there is beside. */
  public MeasuredWindow with(Findings more) {
    return new MeasuredWindow(
        connections,
        order,
        startedAt,
        connecting,
        result,
        counters,
        layout,
        surroundings,
        warmUp,
        more);
  }

  /** The same window of a load that was to be spread over that many connections. */
  public MeasuredWindow ofConnections(int wanted) {
    return new MeasuredWindow(
        wanted,
        order,
        startedAt,
        connecting,
        result,
        counters,
        layout,
        surroundings,
        warmUp,
        findings);
  }

  /** CPU microseconds of the server for each of so many a second; null if there are none. */
  public @Nullable Double serverCpuMicrosEach(double perSecond) {
    return ServerCosts.between(counters.began(), counters.ended(), perSecond, layout.server())
        .cpuMicrosPerRequest();
  }

  private Throughput throughput(ServerCost server, DriverCost driver) {
    boolean open = result.phase().loop() instanceof Loop.Open;
    Double offered = open ? result.offeredPerSecond() : null;
    Peak peak = open ? null : PeakJudge.judge(result.requestsPerSecond(), server, driver);
    return new Throughput(
        result.requestsPerSecond(), offered, result.issued(), result.completed(), peak);
  }

  private Latency latency() {
    return Latency.of(
        LatencySummary.ofNanos(result.response(), result.events()),
        LatencySummary.ofNanos(result.service(), result.events()),
        result.phase().loop() instanceof Loop.Open ? summary(result.lateness()) : null,
        summary(
            result.phase().loop() instanceof Loop.Churn ? result.connect() : connecting.connect()));
  }

  private static LatencySummary summary(Histogram nanos) {
    return LatencySummary.ofNanos(nanos);
  }

  private ServerCost serverCost() {
    return ServerCosts.between(
        counters.began(), counters.ended(), result.requestsPerSecond(), layout.server());
  }

  private DriverCost driverCost() {
    return counters
        .ended()
        .driver()
        .since(counters.began().driver(), layout.driver().size(), result);
  }

  private MachineNoise machineNoise() {
    Long compiled = use().compilationMillis();
    OptionalLong compilers = compilerCpuNanos();
    OptionalDouble foreign = ForeignWork.fraction(counters.began(), counters.ended(), layout);
    return new MachineNoise(
        stolenFraction(),
        surroundings == null ? null : surroundings.before().units().slowestMicros(),
        surroundings == null ? null : surroundings.after().units().slowestMicros(),
        null,
        surroundings == null ? null : surroundings.longestHiccupNanos() / NANOS_PER_MILLI,
        compiled == null ? null : (double) compiled,
        compilers.isPresent() ? compilers.getAsLong() / NANOS_PER_MILLI : null,
        foreign.isPresent() ? foreign.getAsDouble() : null,
        surroundings == null ? null : surroundings.before().kernelPathMicros(),
        surroundings == null ? null : surroundings.after().kernelPathMicros(),
        null,
        throttledMillis());
  }

  /** Null where no quota could stop the group. */
  private @Nullable Double throttledMillis() {
    OptionalLong began = counters.began().throttledNanos();
    OptionalLong ended = counters.ended().throttledNanos();
    return began.isPresent() && ended.isPresent()
        ? Math.max(0, ended.getAsLong() - began.getAsLong()) / NANOS_PER_MILLI
        : null;
  }

  /** Of the side that lost more: the other's quiet does not help it. */
  private @Nullable Double stolenFraction() {
    Optional<StealMeter> began = counters.began().machine();
    Optional<StealMeter> ended = counters.ended().machine();
    if (began.isEmpty() || ended.isEmpty()) {
      return null;
    }
    return Stream.of(layout.server(), layout.driver())
        .map(cpus -> ended.get().stolenFraction(began.get(), cpus))
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .max(Double::compare)
        .orElse(null);
  }

  /** Of the server, in the measured interval. */
  private ServerUse use() {
    return ServerUse.between(counters.began().server(), counters.ended().server());
  }

  private OptionalLong compilerCpuNanos() {
    Moment began = counters.began();
    Moment ended = counters.ended();
    return began.compilers().isPresent() && ended.compilers().isPresent()
        ? OptionalLong.of(ended.compilers().getAsLong() - began.compilers().getAsLong())
        : OptionalLong.empty();
  }

  /** What the JVM itself says stands in where the threads cannot be told. */
  private @Nullable Compiling compiling() {
    double nanos = counters.ended().nanos() - counters.began().nanos();
    ServerUse use = use();
    OptionalLong compilers = compilerCpuNanos();
    if (compilers.isPresent()) {
      return new Compiling(compilers.getAsLong() / nanos, use.cpuNanos() / nanos);
    }
    Long millis = use.compilationMillis();
    return millis == null
        ? null
        : new Compiling(millis * NANOS_PER_MILLI / nanos, use.cpuNanos() / nanos);
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>();
    Errors.@Nullable Tally failed = connecting.errors().byKind().get(ErrorKind.CONNECT_FAILED);
    if (failed != null) {
      failures.add(
          String.format(
              Locale.ROOT,
              "this machine could not open %d connections (%s)",
              failed.count(),
              failed.example()));
    }
    long bugs = bugs(counters.after()) - bugs(counters.before());
    if (bugs > 0) {
      failures.add(bugs + " connections were ended by a bug of the server, see its log");
    }
    return failures;
  }

  private static long bugs(Moment moment) {
    ServerStats.@Nullable Snapshot connections = moment.server().connections();
    return connections == null ? 0 : connections.bugs();
  }

  private Map<String, Double> extra() {
    Map<String, Double> extra = new LinkedHashMap<>();
    extra.put(Parameters.SERVER_CPUS, (double) layout.server().size());
    extra.put("meanInFlight", result.meanInFlight());
    extra.put("peakOutstanding", (double) result.peakOutstanding());
    extra.put("backlogAtEnd", (double) result.backlogAtEnd());
    extra.put("reconnects", (double) result.reconnects());
    if (result.computing() != null) {
      LatencySummary theirs = summary(result.computing().response());
      extra.put("computingRequests", (double) result.computing().count());
      putIfKnown(extra, "computingResponseP50Micros", theirs.micros(Percentile.P50));
      putIfKnown(extra, "computingResponseP99Micros", theirs.micros(Percentile.P99));
    }
    extra.putAll(findings.figures());
    return extra;
  }

  private static void putIfKnown(
      Map<String, Double> figures, String name, @Nullable Double figure) {
    if (figure != null) {
      figures.put(name, figure);
    }
  }
}
