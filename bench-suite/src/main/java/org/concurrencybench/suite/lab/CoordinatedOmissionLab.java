package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Arrivals;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;

/**
 * Coordinated omission, made visible: a server is stopped for a tenth of a window, once under a
 * closed loop and once under an open one of the same rate, and what they report is put beside what
 * arithmetic says.
 *
 * <p>The name and the correction are Gil Tene's ("How NOT to Measure Latency", 2013; HdrHistogram's
 * {@code recordValueWithExpectedInterval}).
 */
final class CoordinatedOmissionLab implements Lab {

  private static final double RATE = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** Of the window, the server stands still for this part, and begins to after so many of them. */
  private static final int PART = 10;

  private static final int PARTS_BEFORE = 4;

  private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 100};
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String name() {
    return "coordinated-omission";
  }

  @Override
  public String question() {
    return "A server stops for a tenth of the time: what closed loop, open loop and theory say (goal: open loop = theory)";
  }

  /** One window of each loop is a pair. */
  @Override
  public LabOptions defaults() {
    return new LabOptions(1, Duration.ofSeconds(10), List.of(100), List.of("threaded"));
  }

  @Override
  public void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException {
    var conditions = Conditions.begin();
    for (String model : options.models()) {
      try (ServerProcess server =
          ServerProcess.start(
              conditions.placed(ServerCommand.serve(conditions.serverFlags(), model, "http")))) {
        for (int connections : options.connections()) {
          for (int pair = 0; pair < options.pairs(); pair++) {
            show(server, model, connections, options.duration(), out);
          }
        }
      }
    }
    conditions.printTo(out);
  }

  private static void show(
      ServerProcess server, String model, int connections, Duration window, PrintWriter out)
      throws IOException, InterruptedException {
    Duration stall = window.dividedBy(PART);
    out.printf(
        Locale.ROOT,
        "Server '%s', GET /hello, %,.0f requests/s through %,d connections for %.1f s; it is stopped (SIGSTOP) for %.1f s of them.%n%n",
        model,
        RATE,
        connections,
        seconds(window),
        seconds(stall));
    out.flush();
    // Of a closed loop the pause makes the rate: each connection asks once in this time.
    Duration interval = Duration.ofNanos(Math.round(connections / RATE * 1e9));
    var load = Load.of(server.address(), ClientKind.HTTP, Workload.hello(), connections);
    var stopped = new Stopped(server.pid(), stall.multipliedBy(PARTS_BEFORE), stall);
    try (var driver = LoadDriver.connect(load)) {
      driver.run(new Phase("warm-up", new Loop.Closed(), WARM_UP));
      var closed = measure(driver, stopped, new Loop.Closed(interval), window);
      var open = measure(driver, stopped, new Loop.Open(RATE, Arrivals.POISSON), window);
      var seen = new OmissionSeen(closed, open, interval, window);
      table(seen, out);
      seen.sentences().forEach(out::println);
      out.println();
    }
  }

  private static Stopped.During<WindowResult> measure(
      LoadDriver driver, Stopped stopped, Loop loop, Duration window)
      throws IOException, InterruptedException {
    return stopped.during(() -> driver.run(new Phase("measured", loop, window)));
  }

  private static void table(OmissionSeen seen, PrintWriter out) {
    var grid = new TextGrid("  ", 6);
    grid.add(
        List.of(
            "milliseconds",
            "closed loop",
            "closed, corrected",
            "open: service",
            "open: response",
            "theory"));
    for (double percentile : PERCENTILES) {
      grid.add(
          List.of(
              percentile == 100 ? "max" : "p" + plain(percentile),
              millis(seen.closed(), percentile),
              millis(seen.corrected(), percentile),
              millis(seen.service(), percentile),
              millis(seen.response(), percentile),
              String.format(Locale.ROOT, "%.1f", seen.theory().millisAt(percentile))));
    }
    grid.add(
        List.of(
            "samples",
            count(seen.closed()),
            count(seen.corrected()),
            count(seen.service()),
            count(seen.response()),
            ""));
    grid.lines().forEach(out::println);
    out.println();
  }

  private static String plain(double percentile) {
    return percentile == Math.rint(percentile)
        ? Long.toString(Math.round(percentile))
        : Double.toString(percentile);
  }

  static String millis(Histogram nanos, double percentile) {
    return String.format(
        Locale.ROOT, "%.1f", nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
  }

  private static String count(Histogram histogram) {
    return String.format(Locale.ROOT, "%,d", histogram.getTotalCount());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
