package org.concurrencybench.suite.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.ErrorKind;
import org.concurrencybench.driver.Errors;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.system.os.CpuLayout;
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
 * @param extras what there is beside
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
    WindowExtras extras) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * The window as it is stored.
   *
   * @param attempt 1, or more if earlier windows of the round were invalid
   */
  public Window toWindow(int attempt, @Nullable String histogramPath) {
    WindowCosts costs = WindowCosts.of(counters, result, layout, surroundings);
    JudgedWindow judged =
        JudgedWindow.of(connections, connecting, result, costs, extras.deliveries(), failures());
    return new Window(
        order,
        attempt,
        judged.judgement().status(),
        judged.judgement().reasons(),
        startedAt,
        result.phase().duration().toNanos() / NANOS_PER_SECOND,
        judged.throughput(),
        judged.latency(),
        extras.deliveries(),
        costs.server(),
        costs.driver(),
        costs.machine(),
        extras.memory(),
        judged.errors().counts(),
        extra(),
        histogramPath,
        warmUp == null ? null : warmUp.summary());
  }

  /** The same window with what there is beside. */
  public MeasuredWindow with(WindowExtras more) {
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
        extras);
  }

  /**
   * CPU microseconds of the server for each of so many a second; null if there are none, or if that
   * is not known.
   */
  public @Nullable Double serverCpuMicrosEach(double perSecond) {
    return counters.countTheInterval()
        ? ServerCosts.between(counters.began(), counters.ended(), perSecond, layout.server())
            .cpuMicrosPerRequest()
        : null;
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
    Counters.@Nullable Gap gap = counters.gap();
    if (gap != null && gap.isMaterial()) {
      failures.add(gap.sentence());
    }
    long bugs = bugs(counters.after()) - bugs(counters.before());
    if (bugs > 0) {
      failures.add(bugs + " connections were ended by a bug of the server, see its log");
    }
    return failures;
  }

  private static long bugs(CounterReading moment) {
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
    if (counters.gap() != null) {
      extra.put("countersOffMillis", counters.gap().offMillis());
    }
    if (result.computing() != null) {
      LatencySummary theirs = LatencySummary.ofNanos(result.computing().response());
      extra.put("computingRequests", (double) result.computing().count());
      putIfKnown(extra, "computingResponseP50Micros", theirs.micros(Percentile.P50));
      putIfKnown(extra, "computingResponseP99Micros", theirs.micros(Percentile.P99));
    }
    extra.putAll(extras.figures());
    return extra;
  }

  private static void putIfKnown(
      Map<String, Double> figures, String name, @Nullable Double figure) {
    if (figure != null) {
      figures.put(name, figure);
    }
  }
}
