package org.concurrencybench.suite.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A run in JMH's own format, for JMH's tools: each cell is a benchmark, each round a fork, requests
 * per second the score. Windows that are not valid are left out. Percentiles are those of the worst
 * round, and are named so.
 */
final class JmhJson {

  private static final String MICROS = "us";

  private JmhJson() {}

  /** The whole document. */
  static String of(Run run) {
    List<RunResult> results = new ArrayList<>();
    for (Cell cell : run.cells()) {
      List<Window> windows =
          cell.rounds().stream()
              .map(Round::result)
              .flatMap(Optional::stream)
              .filter(window -> window.status() == WindowStatus.VALID)
              .toList();
      if (!windows.isEmpty()) {
        results.add(result(cell, windows));
      }
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static RunResult result(Cell cell, List<Window> windows) {
    Window first = windows.getFirst();
    BenchmarkParams params = params(cell, windows.size(), first);
    var iteration = params.getMeasurement();
    Collection<BenchmarkResult> forks = new ArrayList<>();
    for (Window window : windows) {
      long completed = window.throughput().completed();
      var result =
          new IterationResult(params, iteration, new IterationResultMetaData(completed, completed));
      add(result, window);
      forks.add(new BenchmarkResult(params, List.of(result)));
    }
    return new RunResult(params, forks);
  }

  private static BenchmarkParams params(Cell cell, int rounds, Window first) {
    var workload = new WorkloadParams();
    int order = 0;
    workload.put("model", cell.contender(), order++);
    workload.put("protocol", cell.protocol(), order++);
    for (var parameter : cell.parameters().values().entrySet()) {
      workload.put(parameter.getKey(), parameter.getValue().toString(), order++);
    }
    var none = new IterationParams(IterationType.WARMUP, 0, TimeValue.NONE, 1);
    var window =
        new IterationParams(
            IterationType.MEASUREMENT,
            1,
            TimeValue.milliseconds(Math.round(first.durationSeconds() * 1_000)),
            1);
    return new BenchmarkParams(
        "org.concurrencybench." + cell.suite(),
        "",
        true,
        1,
        new int[] {1},
        List.of(),
        rounds,
        0,
        none,
        window,
        Mode.Throughput,
        workload,
        TimeUnit.SECONDS,
        1,
        System.getProperty("java.home") + "/bin/java",
        List.of(),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        org.openjdk.jmh.util.Version.getPlainVersion(),
        TimeValue.NONE);
  }

  private static void add(IterationResult result, Window window) {
    double requests = window.throughput().requestsPerSecond() * window.durationSeconds();
    long nanos = Math.round(window.durationSeconds() * 1e9);
    result.addResult(
        new ThroughputResult(ResultRole.PRIMARY, "requests", requests, nanos, TimeUnit.SECONDS));
    LatencySummary response = window.latency().response();
    if (response != null) {
      for (Percentile percentile : Percentile.values()) {
        worst(
            result, "response." + percentile + ".worstRound", response.micros(percentile), MICROS);
      }
    }
    mean(result, "server.cpuPerRequest", window.server().cpuMicrosPerRequest(), MICROS);
    mean(result, "server.allocatedPerRequest", window.server().allocatedBytesPerRequest(), "B");
    mean(
        result,
        "server.voluntarySwitchesPerRequest",
        window.server().voluntarySwitchesPerRequest(),
        "#");
    mean(
        result,
        "server.involuntarySwitchesPerRequest",
        window.server().involuntarySwitchesPerRequest(),
        "#");
    mean(result, "driver.cpuPerRequest", window.driver().cpuMicrosPerRequest(), MICROS);
  }

  private static void mean(
      IterationResult result, String name, @Nullable Double value, String unit) {
    add(result, name, value, unit, AggregationPolicy.AVG);
  }

  private static void worst(
      IterationResult result, String name, @Nullable Double value, String unit) {
    add(result, name, value, unit, AggregationPolicy.MAX);
  }

  private static void add(
      IterationResult result,
      String name,
      @Nullable Double value,
      String unit,
      AggregationPolicy policy) {
    if (value != null) {
      result.addResult(new ScalarResult(name, value, unit, policy));
    }
  }
}
