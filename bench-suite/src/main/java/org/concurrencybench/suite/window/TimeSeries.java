package org.concurrencybench.suite.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Interval;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.driver.os.Footprint;
import org.concurrencybench.driver.os.ResourceUsage;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Phase;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.suite.process.ServerUse;
import org.jspecify.annotations.Nullable;

/** Joins what the driver saw second by second with what both processes spent in that second. */
final class TimeSeries {

  private TimeSeries() {}

  /** A row for each second of the window and its drain. */
  static List<TimeSeriesRow> rows(String cellId, int round, int attempt, MeasuredWindow measured) {
    List<TimeSeriesRow> rows = new ArrayList<>();
    for (Interval interval : measured.result().intervals()) {
      Moment from = moment(measured, interval.second());
      Moment to = moment(measured, interval.second() + 1);
      rows.add(row(cellId, round, attempt, measured, interval, from, to));
    }
    return rows;
  }

  /** The counters nearest to the end of that many seconds: moments are taken once a second. */
  private static Moment moment(MeasuredWindow measured, int second) {
    if (second == 0) {
      return measured.before();
    }
    List<Moment> seconds = measured.seconds();
    return second <= seconds.size() ? seconds.get(second - 1) : measured.after();
  }

  private static TimeSeriesRow row(
      String cellId,
      int round,
      int attempt,
      MeasuredWindow measured,
      Interval interval,
      Moment from,
      Moment to) {
    Histogram response = interval.response();
    double issuing = measured.result().phase().duration().toNanos() / 1e9 - interval.second();
    return row(
        measured.startedAt().plusSeconds(interval.second() + 1L),
        cellId,
        round,
        attempt,
        issuing > 0 ? Phase.MEASURE : Phase.DRAIN,
        interval.second(),
        // The last second of a window may be a part of one.
        interval.completed() / (issuing > 0 ? Math.min(1, issuing) : 1),
        response.getTotalCount() == 0 ? null : LatencySummary.ofNanos(response),
        from,
        to,
        measured.layout());
  }

  /** A second, and what both sides spent between the two moments. */
  static TimeSeriesRow row(
      Instant at,
      String cellId,
      int round,
      int attempt,
      Phase phase,
      int second,
      double requestsPerSecond,
      @Nullable LatencySummary response,
      Moment from,
      Moment to,
      CpuLayout layout) {
    boolean sampled = to.nanos() > from.nanos();
    ServerCost server =
        sampled ? ServerCosts.between(from, to, 1, layout.server()) : ServerCost.NOT_MEASURED;
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    return new TimeSeriesRow(
        at,
        cellId,
        round,
        attempt,
        phase,
        second,
        requestsPerSecond,
        response,
        server.utilisation(),
        sampled ? utilisation(from.driver(), to.driver(), seconds) / layout.driver().size() : null,
        to.size().map(Footprint::rssBytes).orElse(null),
        server.osThreads(),
        perSecond(server.voluntarySwitchesPerRequest(), seconds),
        perSecond(server.involuntarySwitchesPerRequest(), seconds),
        server.gcPauseMillis(),
        sampled ? millis(ServerUse.between(from.server(), to.server()).compilationMillis()) : null);
  }

  private static @Nullable Double millis(@Nullable Long value) {
    return value == null ? null : (double) value;
  }

  private static double utilisation(ResourceUsage from, ResourceUsage to, double seconds) {
    return (to.cpuNanos() - from.cpuNanos()) / 1e9 / seconds;
  }

  private static @Nullable Double perSecond(@Nullable Double amount, double seconds) {
    return amount == null ? null : amount / seconds;
  }
}
