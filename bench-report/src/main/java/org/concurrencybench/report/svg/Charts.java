package org.concurrencybench.report.svg;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;

/**
 * The charts of a run: what it has the figures for, for each of its suites.
 *
 * <pre>
 *   charts/claims.svg
 *   charts/short-requests-cpu-per-request.svg
 *   charts/short-requests-percentiles.svg         from histograms/
 *   ...
 * </pre>
 */
public final class Charts {

  /** The directory in a run's. */
  public static final String DIRECTORY = "charts";

  private static final String LOWER = "lower is better";

  private Charts() {}

  /**
   * Writes them beside run.json, in place of those that are there.
   *
   * @throws org.concurrencybench.report.store.ResultsException if one cannot be written
   */
  public static void write(RunDirectory directory, Run run) {
    of(directory, run)
        .forEach((name, svg) -> directory.write(DIRECTORY + "/" + name + ".svg", svg));
  }

  /** The files by their names without {@code .svg}. */
  public static Map<String, String> of(RunDirectory directory, Run run) {
    Map<String, String> charts = new TreeMap<>();
    ClaimsChart.of(run).ifPresent(svg -> charts.put("claims", svg));
    for (SuiteSummary suite : SuiteSummary.of(run)) {
      new OfSuite(run, suite, charts).add(directory);
    }
    return charts;
  }

  private record OfSuite(Run run, SuiteSummary suite, Map<String, String> charts) {

    void add(RunDirectory directory) {
      add("cpu-per-request", Figure.CPU_PER_REQUEST, "CPU of the server per request", LOWER);
      add("cpu-per-delivery", Figure.CPU_PER_DELIVERY, "CPU of the server per delivery", LOWER);
      add("requests", Figure.REQUESTS_PER_SECOND, "requests answered", "higher is better");
      add("memory", Figure.BYTES_PER_CONNECTION, "memory per connection", LOWER);
      add(
          "memory-without-kernel",
          Figure.BYTES_WITHOUT_KERNEL,
          "memory per connection, without the kernel's sockets",
          LOWER);
      add(
          "switches",
          Figure.SWITCHES_PER_REQUEST,
          "OS context switches per request",
          "voluntary and involuntary");
      put("percentiles", PercentileChart.of(run, suite, directory));
    }

    private void add(String name, Figure figure, String title, String better) {
      put(name, FigureChart.of(run, suite, figure, title, better));
    }

    private void put(String name, Optional<String> chart) {
      chart.ifPresent(svg -> charts.put(Names.file(suite.suite()) + "-" + name, svg));
    }
  }
}
