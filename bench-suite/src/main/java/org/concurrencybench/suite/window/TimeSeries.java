package org.concurrencybench.suite.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Interval;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Phase;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.suite.process.ServerUse;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.Footprint;
import org.jspecify.annotations.Nullable;

/** Joins what the driver saw second by second with what both processes spent in that second. */
final class TimeSeries {

  private static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private TimeSeries() {}

  /** A row for each second of the window and its drain. */
  static List<TimeSeriesRow> rows(String cellId, int round, int attempt, MeasuredWindow measured) {
    List<TimeSeriesRow> rows = new ArrayList<>();
    for (Interval interval : measured.result().intervals()) {
      @Nullable CounterReading from = moment(measured, interval.second());
      @Nullable CounterReading to = moment(measured, interval.second() + 1);
      rows.add(row(cellId, round, attempt, measured, interval, from, to));
    }
    return rows;
  }

  /**
   * The counters nearest to the end of that many seconds, or to the last count if that came first.
   * Null if none were read within half a second of it: a count that failed leaves a gap in its own
   * place, and a span of several seconds is not the figure of one.
   */
  private static @Nullable CounterReading moment(MeasuredWindow measured, int second) {
    Counters counters = measured.counters();
    long start = counters.beganNanos();
    long due = start + Math.min(TimeUnit.SECONDS.toNanos(second), counters.after().nanos() - start);
    return counters
        .sinceItBegan()
        .filter(moment -> Math.abs(moment.nanos() - due) <= NEAR_NANOS)
        .min(Comparator.comparingLong(moment -> Math.abs(moment.nanos() - due)))
        .orElse(null);
  }

  private static TimeSeriesRow row(
      String cellId,
      int round,
      int attempt,
      MeasuredWindow measured,
      Interval interval,
      @Nullable CounterReading from,
      @Nullable CounterReading to) {
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
        response.getTotalCount() == 0
            ? null
            : LatencySummary.ofNanos(response, events(measured.result(), response)),
        from,
        to,
        measured.layout());
  }

  /** The share of a second in the independent events of its window. */
  private static long events(WindowResult window, Histogram second) {
    double samplesEach = (double) window.response().getTotalCount() / Math.max(1, window.events());
    return Math.round(second.getTotalCount() / Math.max(1, samplesEach));
  }

  /** A second, and what both sides spent between the two moments, if both are known. */
  static TimeSeriesRow row(
      Instant at,
      String cellId,
      int round,
      int attempt,
      Phase phase,
      int second,
      double requestsPerSecond,
      @Nullable LatencySummary response,
      @Nullable CounterReading from,
      @Nullable CounterReading to,
      CpuLayout layout) {
    @Nullable Spent spent = Spent.between(from, to, layout);
    return new TimeSeriesRow(
        at,
        cellId,
        round,
        attempt,
        phase,
        second,
        requestsPerSecond,
        response,
        spent == null ? null : spent.server().utilisation(),
        spent == null ? null : spent.driverUtilisation(),
        to == null ? null : to.size().map(Footprint::rssBytes).orElse(null),
        to == null ? null : to.size().map(Footprint::osThreads).orElse(null),
        spent == null ? null : spent.server().voluntarySwitchesPerRequest(),
        spent == null ? null : spent.server().involuntarySwitchesPerRequest(),
        spent == null ? null : spent.server().gcPauseMillis(),
        spent == null ? null : spent.compilationMillis());
  }

  /** What both sides used between two moments. */
  private record Spent(
      ServerCost server, double driverUtilisation, @Nullable Double compilationMillis) {

    /** Null unless both moments are known and the second is later. */
    static @Nullable Spent between(
        @Nullable CounterReading from, @Nullable CounterReading to, CpuLayout layout) {
      if (from == null || to == null || to.nanos() <= from.nanos()) {
        return null;
      }
      @Nullable Long compiled = ServerUse.between(from.server(), to.server()).compilationMillis();
      return new Spent(
          // Of one request a second.
          ServerCosts.between(from, to, 1, layout.server()),
          to.driver().utilisationSince(from.driver(), layout.driver().size()),
          compiled == null ? null : (double) compiled);
    }
  }
}
