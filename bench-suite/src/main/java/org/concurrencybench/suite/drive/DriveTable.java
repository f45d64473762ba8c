package org.concurrencybench.suite.drive;

import java.util.Locale;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.jspecify.annotations.Nullable;

/** The figures of a drive for a person at a terminal. */
final class DriveTable {

  /** More of the window than this spent compiling is a cold driver. */
  private static final double COMPILING_FRACTION = 0.1;

  private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

  private final StringBuilder text = new StringBuilder();

  private DriveTable() {}

  static String of(DriveReport report) {
    var table = new DriveTable();
    table.headline(report);
    table.latencies(report);
    table.driver(report);
    table.server(report.server());
    table.verdict(report);
    return table.text.toString();
  }

  private void headline(DriveReport report) {
    line(
        String.format(
            Locale.ROOT,
            "%s over %s to %s: %,d connections, %s, %.1f s",
            report.workload(),
            report.protocol(),
            report.target(),
            report.connections(),
            loop(report),
            report.durationSeconds()));
    line("");
    line(
        String.format(
            Locale.ROOT,
            "  %,.0f requests/s    %,d issued, %,d answered, %,d failed",
            report.throughput().requestsPerSecond(),
            report.throughput().issued(),
            report.throughput().completed(),
            report.throughput().issued() - report.throughput().completed()));
    line("");
  }

  private static String loop(DriveReport report) {
    return report.ratePerSecond() == null
        ? "closed loop"
        : String.format(
            Locale.ROOT, "open loop of %,.0f/s (%s)", report.ratePerSecond(), report.arrivals());
  }

  private void latencies(DriveReport report) {
    text.append(String.format(Locale.ROOT, "  %-12s", "microseconds"));
    for (Percentile percentile : Percentile.values()) {
      text.append(String.format(Locale.ROOT, "%12s", percentile));
    }
    line("");
    row("response", report.latency().response());
    row("service", report.latency().service());
    row("lateness", report.latency().lateness());
    row("connect", report.latency().connect());
    line("");
    if (report.loop().equals("closed") && report.throughput().completed() > 0) {
      line(
          "  A closed loop waits for the server: its percentiles hide what users would wait. Use --rate for latency.");
    }
    if (!report.latency().driverLimited().isEmpty()) {
      line(
          String.format(
              Locale.ROOT,
              "  Driver-limited, no figures of the server: response %s.",
              report.latency().driverLimited()));
    }
  }

  private void row(String name, @Nullable LatencySummary times) {
    if (times == null || times.samples() == 0) {
      return;
    }
    text.append(String.format(Locale.ROOT, "  %-12s", name));
    for (Percentile percentile : Percentile.values()) {
      Double micros = times.micros(percentile);
      text.append(
          micros == null
              ? String.format("%12s", "-")
              : String.format(Locale.ROOT, "%,12.1f", micros));
    }
    line("");
  }

  private void driver(DriveReport report) {
    Double perRequest = report.driver().cpuMicrosPerRequest();
    Double utilisation = report.driver().utilisation();
    if (perRequest != null && utilisation != null) {
      line(
          String.format(
              Locale.ROOT,
              "  The driver spent %.2f us CPU per request, %.0f %% of its CPUs.",
              perRequest,
              utilisation * 100));
    }
    if (report.driverCompilingMillis() > report.durationSeconds() * 1e3 * COMPILING_FRACTION) {
      line(
          String.format(
              Locale.ROOT,
              "  The driver was still warming up (%,d ms of compiling): use a longer --warmup.",
              report.driverCompilingMillis()));
    }
  }

  private void server(@Nullable ForeignServer server) {
    if (server == null) {
      return;
    }
    line(
        String.format(
            Locale.ROOT,
            "  The server (pid %d) spent %s us CPU per request, %.2f CPUs; at the end %,.1f MiB resident, %,d threads.",
            server.pid(),
            decimal(server.cpuMicrosPerRequest()),
            server.cpus(),
            server.residentBytes() / BYTES_PER_MEBIBYTE,
            server.osThreads()));
    if (server.cpuMicrosPerRequest() == null) {
      return;
    }
    line(
        server.voluntarySwitchesPerRequest() == null
            ? "  Its OS context switches are not known: threads came or went."
            : String.format(
                Locale.ROOT,
                "  Its OS context switches per request: %s voluntary, %s involuntary.",
                decimal(server.voluntarySwitchesPerRequest()),
                decimal(server.involuntarySwitchesPerRequest())));
  }

  private static String decimal(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void verdict(DriveReport report) {
    if (report.throughput().completed() == 0) {
      line("  Nothing was answered: is this the right port, protocol and workload?");
    }
    line(String.format(Locale.ROOT, "  Status: %s", report.status()));
    report.reasons().forEach(reason -> line(String.format(Locale.ROOT, "    %s", reason)));
    report
        .examples()
        .forEach((kind, example) ->
            line(
                String.format(
                    Locale.ROOT,
                    "    %,d %s, for example: %s",
                    report.errors().get(kind),
                    kind,
                    example)));
  }

  private void line(String words) {
    text.append(words).append(System.lineSeparator());
  }
}
