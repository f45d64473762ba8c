package org.concurrencybench.suite.drive;

import java.util.Locale;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Peak;
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
            "%s over %s to %s: %,d connections%s, %s, %.1f s",
            report.workload(),
            report.protocol(),
            report.target(),
            report.connections(),
            report.rooms() == null
                ? ""
                : String.format(Locale.ROOT, " in rooms of %,d", report.rooms().membersPerRoom()),
            loop(report),
            report.durationSeconds()));
    line("");
    RoomFigures rooms = report.rooms();
    WakeFigures wakes = report.wakes();
    if (rooms != null) {
      deliveries(rooms);
    } else {
      requests(report);
    }
    if (wakes != null) {
      wakes(report, wakes);
    }
    line("");
  }

  private void requests(DriveReport report) {
    line(
        String.format(
            Locale.ROOT,
            "  %,.0f requests/s    %,d issued, %,d answered, %,d failed",
            report.throughput().requestsPerSecond(),
            report.throughput().issued(),
            report.throughput().completed(),
            report.throughput().issued() - report.throughput().completed()));
  }

  private void deliveries(RoomFigures rooms) {
    line(
        String.format(
            Locale.ROOT,
            "  %,.0f deliveries/s    %,d messages published, %,d deliveries due, %,d arrived, %,d missing, %,d lost with their connection, %,d wrong",
            rooms.deliveriesPerSecond(),
            rooms.published(),
            rooms.owed(),
            rooms.delivered(),
            rooms.missing(),
            rooms.forfeited(),
            rooms.wrong()));
  }

  private void wakes(DriveReport report, WakeFigures wakes) {
    line(
        String.format(
            Locale.ROOT,
            "  %,d wakes of %,d polls, at least %,d of them held. Time to answer the first %s ms, half %s ms, all %s ms (median of the wakes).",
            wakes.wakes(),
            report.connections(),
            wakes.fewestHeld(),
            decimal(wakes.firstMillis()),
            decimal(wakes.medianMillis()),
            decimal(wakes.allMillis())));
  }

  private static String loop(DriveReport report) {
    Double rate = report.ratePerSecond();
    if (rate == null) {
      return report.loop().equals("churn") ? "a connection for each request" : "closed loop";
    }
    if (report.wakes() != null) {
      return String.format(Locale.ROOT, "%.2f wakes/s", rate);
    }
    return String.format(
        Locale.ROOT,
        "open loop of %,.0f%s/s (%s)",
        rate,
        report.rooms() == null ? "" : " messages",
        report.arrivals());
  }

  private void latencies(DriveReport report) {
    text.append(String.format(Locale.ROOT, "  %-12s", "microseconds"));
    for (Percentile percentile : Percentile.values()) {
      text.append(String.format(Locale.ROOT, "%12s", percentile));
    }
    line("");
    row(report.rooms() == null ? "response" : "delivery", report.latency().response());
    row("service", report.latency().service());
    row("lateness", report.latency().lateness());
    row("connect", report.latency().connect());
    if (report.computing() != null) {
      row("computing", report.computing());
    }
    beyondWait(report);
    line("");
    if (report.computing() != null) {
      line(
          String.format(
              Locale.ROOT,
              "  Response, service and lateness are those of the requests that do not compute; %,d did.",
              report.computing().samples()));
    }
    if (report.ratePerSecond() == null && report.throughput().completed() > 0) {
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

  private void beyondWait(DriveReport report) {
    if (report.beyondWait() == null) {
      return;
    }
    text.append(String.format(Locale.ROOT, "  %-12s", "beyond wait"));
    for (Percentile percentile : Percentile.values()) {
      Double micros = report.beyondWait().get(percentile.toString());
      text.append(
          micros == null
              ? String.format("%12s", "-")
              : String.format(Locale.ROOT, "%,12.1f", micros));
    }
    line("");
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
    Peak peak = report.throughput().peak();
    if (peak != null && peak.limit() == Peak.Limit.DRIVER) {
      line(
          String.format(
              Locale.ROOT,
              "  Driver-limited: the server answers at least %,.0f requests/s; its peak needs another driver, or more --workers and CPUs for them.",
              report.throughput().requestsPerSecond()));
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
