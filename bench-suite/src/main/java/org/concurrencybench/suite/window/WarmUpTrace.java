package org.concurrencybench.suite.window;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Phase;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.report.run.WarmUp;

/**
 * How a server was warmed up, step by step, over all kinds of request.
 *
 * @param summary what run.json keeps
 * @param steps each a part of a second
 */
public record WarmUpTrace(WarmUp summary, List<Step> steps) {

  /** Takes a copy. */
  public WarmUpTrace {
    steps = List.copyOf(steps);
  }

  /**
   * What happened between two readings.
   *
   * @param from the counters at its beginning
   * @param to the counters at its end
   * @param endedMillis wall clock of its end
   * @param answered requests
   * @param response their response times in nanoseconds
   */
  record Step(
      CounterReading from,
      CounterReading to,
      long endedMillis,
      long answered,
      Histogram response) {}

  /** One after the other: quiet only if both ended so. */
  WarmUpTrace then(WarmUpTrace next) {
    List<Step> all = new ArrayList<>(steps);
    all.addAll(next.steps);
    return new WarmUpTrace(
        new WarmUp(
            summary.requests() + next.summary.requests(),
            summary.seconds() + next.summary.seconds(),
            summary.quiet() && next.summary.quiet()),
        all);
  }

  /** What followed was the load that is measured: whether it ended quiet is what matters. */
  WarmUpTrace settled(WarmUpTrace last) {
    WarmUpTrace both = then(last);
    return new WarmUpTrace(
        new WarmUp(both.summary.requests(), both.summary.seconds(), last.summary.quiet()),
        both.steps);
  }

  /** A row for each second that was completed. */
  List<TimeSeriesRow> rows(String cellId, int round, int attempt, MeasuredWindow window) {
    List<TimeSeriesRow> rows = new ArrayList<>();
    List<Step> second = new ArrayList<>();
    for (Step step : steps) {
      second.add(step);
      if (step.to().nanos() - second.getFirst().from().nanos() >= SECOND_NANOS) {
        rows.add(row(cellId, round, attempt, rows.size(), second, window));
        second.clear();
      }
    }
    return rows;
  }

  private static final long SECOND_NANOS = 1_000_000_000;

  private static TimeSeriesRow row(
      String cellId, int round, int attempt, int second, List<Step> steps, MeasuredWindow window) {
    CounterReading from = steps.getFirst().from();
    CounterReading to = steps.getLast().to();
    var response = new Histogram(steps.getFirst().response());
    steps.forEach(step -> response.add(step.response()));
    long answered = steps.stream().mapToLong(Step::answered).sum();
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    return TimeSeries.row(
        java.time.Instant.ofEpochMilli(steps.getLast().endedMillis()),
        cellId,
        round,
        attempt,
        Phase.WARM_UP,
        second,
        answered / seconds,
        response.getTotalCount() == 0 ? null : LatencySummary.ofNanos(response),
        from,
        to,
        window.layout());
  }
}
