package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;

/**
 * What the load driver costs beside {@code wrk}: on two CPUs the driver decides whether a server
 * can be brought to its peak.
 */
final class DriverCostLab implements Lab {

  private static final double GOAL = 1.0;
  private static final int WARM_UP_CONNECTIONS = 50;

  @Override
  public String name() {
    return "driver-cost";
  }

  @Override
  public String question() {
    return "CPU per request of the load driver over that of wrk, on the same server (goal: at most 1.00)";
  }

  @Override
  public LabOptions defaults() {
    return new LabOptions(5, Duration.ofSeconds(4), List.of(100, 1_000), List.of("async"));
  }

  @Override
  public void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException {
    Wrk wrk = Wrk.find();
    var conditions = Conditions.begin();
    for (String model : options.models()) {
      for (int connections : options.connections()) {
        out.printf(
            Locale.ROOT,
            "GET /hello in a closed loop through %,d connections, server '%s'; CPU in microseconds per request%n",
            connections,
            model);
        out.flush();
        measure(wrk, conditions, model, connections, options, out);
      }
    }
    out.println(
        "The driver counts its measured window, after a warm-up; wrk counts its whole process. One thread sends and receives in both.");
    conditions.printTo(out);
  }

  private static void measure(
      Wrk wrk,
      Conditions conditions,
      String model,
      int connections,
      LabOptions options,
      PrintWriter out)
      throws IOException, InterruptedException {
    var grid = new TextGrid("  ", 6);
    grid.add(List.of("pair", "driver", "wrk", "ratio", "driver req/s", "wrk req/s"));
    List<Double> ratios = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.start(
            conditions.placed(ServerCommand.serve(conditions.serverFlags(), model, "http")))) {
      // The server's compilers come to rest before the first pair. Few connections: through a
      // thousand, a server that starts cold makes some wait longer than wrk takes for an answer.
      wrk.drive(
          conditions,
          server.address(),
          Math.min(connections, WARM_UP_CONNECTIONS),
          Duration.ofSeconds(5));
      for (int pair = 1; pair <= options.pairs(); pair++) {
        DriverCost ours =
            ForkedDriver.drive(conditions, server.address(), connections, options.duration());
        DriverCost theirs =
            wrk.drive(conditions, server.address(), connections, options.duration());
        double ratio = ours.cpuMicrosPerRequest() / theirs.cpuMicrosPerRequest();
        ratios.add(ratio);
        grid.add(
            List.of(
                Integer.toString(pair),
                micros(ours),
                micros(theirs),
                String.format(Locale.ROOT, "%.2f", ratio),
                rate(ours),
                rate(theirs)));
      }
    }
    grid.lines().forEach(out::println);
    var spread = new Spread(ratios);
    out.printf(
        Locale.ROOT,
        "driver / wrk: %s; goal at most %.2f: %s%n%n",
        spread.toString("%.2f"),
        GOAL,
        spread.median() <= GOAL ? "reached" : "missed");
    out.flush();
  }

  private static String micros(DriverCost cost) {
    return String.format(Locale.ROOT, "%.2f", cost.cpuMicrosPerRequest());
  }

  private static String rate(DriverCost cost) {
    return String.format(Locale.ROOT, "%,.0f", cost.requestsPerSecond());
  }
}
