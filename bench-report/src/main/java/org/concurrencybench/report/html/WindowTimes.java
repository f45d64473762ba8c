package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.store.WindowLog;
import org.jspecify.annotations.Nullable;

/**
 * The times of the window that stands for a round, thinned for a page: what is kept of its log.
 *
 * @param round the round's number
 * @param status of the window
 * @param curve response times along the {@link PercentileAxis}, in microseconds
 * @param limited indices of the axis at which the driver's lateness is over a quarter of that
 * @param seconds response times by second
 * @param complaint why the log is not used; null if it is, and where nothing was measured
 */
record WindowTimes(
    int round,
    WindowStatus status,
    List<@Nullable Double> curve,
    List<Integer> limited,
    Map<Integer, LatencySummary> seconds,
    @Nullable String complaint) {

  /**
   * More seconds than this in a window are merged in steps of a whole number of seconds. Merging
   * inside a window keeps every sample; a percentile of the step is one, no mean of percentiles.
   */
  static final int MOST_STEPS = 60;

  /** The times of each round: of its window that counts, or of its first invalid one. */
  static List<WindowTimes> of(RunDirectory directory, List<Round> rounds) {
    List<WindowTimes> times = new ArrayList<>();
    for (Round round : rounds) {
      round
          .result()
          .or(() -> round.windows().stream().findFirst())
          .ifPresent(window -> times.add(of(directory, round.number(), window)));
    }
    return times;
  }

  private static WindowTimes of(RunDirectory directory, int round, Window window) {
    WindowLog log = WindowLog.of(directory, window);
    Histogram response = log.response();
    LatencySummary summary = window.latency().response();
    List<@Nullable Double> curve =
        response != null
            ? PercentileAxis.curve(response, window.latency().samplesPerEvent())
            : summary == null ? List.of() : PercentileAxis.curve(summary);
    List<@Nullable Double> late = lateness(log, window);
    return new WindowTimes(
        round,
        window.status(),
        curve,
        limited(curve, late),
        steps(log.seconds(), window),
        log.complaint());
  }

  private static List<@Nullable Double> lateness(WindowLog log, Window window) {
    Histogram lateness = log.lateness();
    LatencySummary summary = window.latency().lateness();
    if (lateness != null) {
      return PercentileAxis.curve(lateness, 1);
    }
    return summary == null ? List.of() : PercentileAxis.curve(summary);
  }

  /** The rule of {@link Latency}, at every place of the axis. */
  private static List<Integer> limited(List<@Nullable Double> curve, List<@Nullable Double> late) {
    List<Integer> limited = new ArrayList<>();
    for (int i = 0; i < Math.min(curve.size(), late.size()); i++) {
      Double took = curve.get(i);
      Double delay = late.get(i);
      if (took != null && delay != null && delay > took * Latency.DRIVER_LIMITED_ABOVE) {
        limited.add(i);
      }
    }
    return limited;
  }

  private static Map<Integer, LatencySummary> steps(
      Map<Integer, Histogram> seconds, Window window) {
    int step = Math.max(1, (int) Math.ceil(window.durationSeconds() / MOST_STEPS));
    Map<Integer, Histogram> merged = new TreeMap<>();
    seconds.forEach((second, histogram) ->
        merged.computeIfAbsent(second - second % step, _ -> new Histogram(3)).add(histogram));
    Map<Integer, LatencySummary> summaries = new TreeMap<>();
    double samplesPerEvent = window.latency().samplesPerEvent();
    merged.forEach((second, histogram) ->
        summaries.put(
            second,
            LatencySummary.ofNanos(
                histogram, Math.round(histogram.getTotalCount() / samplesPerEvent))));
    return summaries;
  }
}
