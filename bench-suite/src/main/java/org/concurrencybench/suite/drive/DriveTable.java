package org.concurrencybench.suite.drive;

import java.util.Locale;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.suite.window.DriverCosts;
import org.concurrencybench.system.loop.EventLoops;
import org.jspecify.annotations.Nullable;

/** The figures of a drive for a person at a terminal. */
final class DriveTable {

  /** More of the window than this spent compiling is a cold driver. */
  private static final double COMPILING_FRACTION = 0.1;

  /** Shorter than this, tenths of a second say nothing. */
  private static final double SHORT_SECONDS = 0.1;

  /** How the kinds of failure end that are the server's own words. */
  private static final String REFUSED = "refused reply";

  private static final double TEN_SECONDS = 1e7;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

  private final StringBuilder text = new StringBuilder();

  private DriveTable() {}

  static String of(DriveReport report) {
    var table = new DriveTable();
    table.headline(report);
    table.latencies(report);
    table.driver(report);
    table.server(report);
    table.verdict(report);
    return table.text.toString();
  }

  private void headline(DriveReport report) {
    line(
        String.format(
            Locale.ROOT,
            "%s over %s to %s: %s%s, %s, %s",
            report.workload(),
            report.protocol(),
            report.target(),
            Amount.of(report.connections(), "connection"),
            report.rooms() == null
                ? ""
                : String.format(Locale.ROOT, " in rooms of %,d", report.rooms().membersPerRoom()),
            loop(report),
            duration(report.durationSeconds())));
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
            "  %s requests/s    %,d issued, %,d answered, %,d failed",
            Amount.rate(report.throughput().requestsPerSecond()),
            report.throughput().issued(),
            report.throughput().completed(),
            report.throughput().issued() - report.throughput().completed()));
  }

  private void deliveries(RoomFigures rooms) {
    line(
        String.format(
            Locale.ROOT,
            "  %s deliveries/s    %s published, %s due, %,d arrived, %,d missing, %,d lost with their connection, %,d wrong",
            Amount.rate(rooms.deliveriesPerSecond()),
            Amount.of(rooms.published(), "message"),
            rooms.owed() == 1 ? "1 delivery" : Digits.of((double) rooms.owed()) + " deliveries",
            rooms.delivered(),
            rooms.missing(),
            rooms.forfeited(),
            rooms.wrong()));
  }

  private void wakes(DriveReport report, WakeFigures wakes) {
    line(
        String.format(
            Locale.ROOT,
            "  %s of %s, at least %,d of them held. Time to answer the first %s, half %s, all %s%s.",
            Amount.of(wakes.wakes(), "wake"),
            Amount.of(report.connections(), "poll"),
            wakes.fewestHeld(),
            millis(wakes.firstMillis()),
            millis(wakes.medianMillis()),
            millis(wakes.allMillis()),
            wakes.wakes() == 1 ? "" : " (median of the wakes)"));
  }

  private static String loop(DriveReport report) {
    Double rate = report.ratePerSecond();
    if (rate == null) {
      return report.loop() == DriveReport.LoopKind.CHURN
          ? "a connection for each request"
          : "closed loop";
    }
    if (report.wakes() != null) {
      return Amount.rate(rate) + " wakes/s";
    }
    return "open loop of %s%s/s (%s)"
        .formatted(Amount.rate(rate), report.rooms() == null ? "" : " messages", report.arrivals());
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
    LatencySummary response = report.latency().response();
    if (response != null && response.events() != null) {
      line(
          String.format(
              Locale.ROOT,
              "  Too few events for the percentiles left out: each needs ten beyond it, and %s, not %,d.",
              events(response.events(), report.rooms() == null ? "wake" : "publish"),
              response.samples()));
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

  private static String events(long count, String one) {
    return count == 1
        ? "1 %s is one event".formatted(one)
        : String.format(
            Locale.ROOT,
            "%,d %s%s are as many events",
            count,
            one,
            one.equals("publish") ? "es" : "s");
  }

  private void beyondWait(DriveReport report) {
    if (report.beyondWait() == null) {
      return;
    }
    text.append(String.format(Locale.ROOT, "  %-12s", "beyond wait"));
    for (Percentile percentile : Percentile.values()) {
      Double micros = report.beyondWait().get(percentile.toString());
      text.append(micros == null ? String.format("%12s", "-") : cell(micros));
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
      text.append(micros == null ? String.format("%12s", "-") : cell(micros));
    }
    line("");
  }

  /** From ten seconds on the tenth of a microsecond has no place, and no meaning. */
  private static String cell(double micros) {
    return String.format(Locale.ROOT, micros < TEN_SECONDS ? "%,12.1f" : " %,11.0f", micros);
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
    if (report.driverTransport().equals(EventLoops.NIO.toString())) {
      line(
          "  The driver runs on nio, for want of epoll: it wakes to the millisecond, so do not compare it with one that runs on epoll.");
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

  private void server(DriveReport report) {
    ForeignServer server = report.server();
    if (server == null) {
      return;
    }
    line(
        String.format(
            Locale.ROOT,
            "  The server (pid %d%s) %s; at the end %,.1f MiB resident, %s.",
            server.pid(),
            children(server.processes() - 1),
            spent(server, report),
            server.residentBytes() / BYTES_PER_MEBIBYTE,
            Amount.of(server.osThreads(), "thread")));
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

  private static String spent(ForeignServer server, DriveReport report) {
    if (server.cpus() == null) {
      return report.durationSeconds() < DriverCosts.SHORTEST.toNanos() / NANOS_PER_SECOND
          ? "was measured for too short a time to tell its CPU"
          : "could not be asked for its CPU at an end of the measured interval";
    }
    return String.format(
        Locale.ROOT,
        "spent %s%.2f CPUs",
        server.cpuMicrosPerRequest() == null
            ? ""
            : decimal(server.cpuMicrosPerRequest()) + " us CPU per request, ",
        server.cpus());
  }

  private static String children(int count) {
    return count == 0
        ? ""
        : String.format(Locale.ROOT, " with %,d child process%s", count, count == 1 ? "" : "es");
  }

  private static String decimal(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void verdict(DriveReport report) {
    if (report.cutShort()) {
      line(
          "  Cut short: %s of %s were measured."
              .formatted(
                  Amount.seconds(report.durationSeconds()),
                  Amount.seconds(report.plannedSeconds())));
    }
    String nothing = nothing(report);
    if (nothing != null) {
      line("  " + nothing);
    }
    if (report.idleClosed() > 0) {
      line(
          "  The server closed %s, as its keep-alive limit says; %s opened again in all."
              .formatted(
                  Amount.of(report.idleClosed(), "idle connection"),
                  report.reconnects() == 1
                      ? "1 connection was"
                      : Digits.of((double) report.reconnects()) + " connections were"));
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

  /** Why there are no figures; null if there are some. */
  private static @Nullable String nothing(DriveReport report) {
    if (report.nothingWasDue()) {
      String window = Amount.seconds(report.durationSeconds());
      if (report.ratePerSecond() == null) {
        return "No request was sent in %s: use a longer --duration.".formatted(window);
      }
      String due = report.wakes() != null ? "wake" : report.rooms() != null ? "message" : "request";
      return "No %s became due in %s: use a longer --duration or a higher --rate."
          .formatted(due, window);
    }
    if (report.throughput().completed() > 0) {
      return null;
    }
    return report.errors().keySet().stream().allMatch(kind -> kind.endsWith(REFUSED))
            && !report.errors().isEmpty()
        ? "Nothing was answered: the server refused everything, in the words below."
        : "Nothing was answered: is this the right port, protocol and workload?";
  }

  private static String duration(double seconds) {
    return seconds < SHORT_SECONDS
        ? Amount.seconds(seconds)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static String millis(@Nullable Double value) {
    return value == null ? "unknown" : decimal(value) + " ms";
  }

  private void line(String words) {
    text.append(words).append(System.lineSeparator());
  }
}
