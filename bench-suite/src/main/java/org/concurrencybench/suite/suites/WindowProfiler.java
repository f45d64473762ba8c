package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Puts the figures of a window beside JMH's score, so that a suite that runs alone shows them:
 * {@code -prof org.concurrencybench.suite.suites.WindowProfiler}. JMH's own counters would add
 * percentiles up.
 */
public final class WindowProfiler implements InternalProfiler {

  /** The fork's last window: JMH makes the profiler, the suite makes the window. */
  private static final AtomicReference<@Nullable MeasuredWindow> LAST = new AtomicReference<>();

  /** For JMH. */
  public WindowProfiler() {}

  static void hand(MeasuredWindow window) {
    LAST.set(window);
  }

  @Override
  public String getDescription() {
    return "requests per second, percentiles and CPU per request of the window";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    LAST.set(null);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    MeasuredWindow measured = LAST.get();
    return measured == null ? List.of() : figures(measured.toWindow(1, null));
  }

  private static List<Result<?>> figures(Window window) {
    List<Result<?>> figures = new ArrayList<>();
    add(
        figures,
        "requestsPerSecond",
        window.throughput().requestsPerSecond(),
        "1/s",
        AggregationPolicy.AVG);
    add(
        figures,
        "server.cpuPerRequest",
        window.server().cpuMicrosPerRequest(),
        "us",
        AggregationPolicy.AVG);
    add(
        figures,
        "driver.cpuPerRequest",
        window.driver().cpuMicrosPerRequest(),
        "us",
        AggregationPolicy.AVG);
    LatencySummary response = window.latency().response();
    if (response != null) {
      add(
          figures,
          "response.p50.worst",
          response.micros(Percentile.P50),
          "us",
          AggregationPolicy.MAX);
      add(
          figures,
          "response.p99.worst",
          response.micros(Percentile.P99),
          "us",
          AggregationPolicy.MAX);
      add(
          figures,
          "response.max.worst",
          response.micros(Percentile.MAX),
          "us",
          AggregationPolicy.MAX);
    }
    return figures;
  }

  private static void add(
      List<Result<?>> figures,
      String name,
      @Nullable Double value,
      String unit,
      AggregationPolicy policy) {
    if (value != null) {
      figures.add(new ScalarResult(name, value, unit, policy));
    }
  }
}
