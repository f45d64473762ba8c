package org.concurrencybench.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Recorder.Second;

/** Adds up what the workers have counted. Runs after the window, on the thread of the caller. */
final class WindowMerge {

  private WindowMerge() {}

  static WindowResult of(
      Phase phase, long startEpochMillis, List<Window> windows, List<Opening> reopened) {
    List<Interval> intervals = intervals(windows);
    Histogram connect = sum(intervals, Interval::connect);
    Errors connectionErrors =
        sumErrors(windows.stream().map(window -> window.connectionErrors).toList());
    for (Opening opening : reopened) {
      connect.add(opening.connect);
      connectionErrors = connectionErrors.plus(opening.errors.errors());
    }
    return new WindowResult(
        phase,
        startEpochMillis,
        Duration.ofNanos(
            windows.stream().mapToLong(w -> w.finishedNanos() - w.startNanos).max().orElse(0)),
        total(windows, Window::issuedCount),
        total(windows, Window::completedCount),
        total(windows, Window::completedInside),
        sumErrors(windows.stream().map(window -> window.errors).toList()),
        connectionErrors,
        connect.getTotalCount(),
        sum(intervals, Interval::response),
        sum(intervals, Interval::service),
        sum(intervals, Interval::lateness),
        connect,
        total(windows, window -> window.recorder.clamped()),
        intervals,
        total(windows, Window::peakOutstanding),
        total(windows, Window::backlogAtEnd),
        windows.stream().mapToDouble(Window::meanInFlight).sum());
  }

  private static List<Interval> intervals(List<Window> windows) {
    int seconds =
        windows.stream().mapToInt(window -> window.recorder.secondCount()).max().orElse(0);
    List<Interval> intervals = new ArrayList<>(seconds);
    for (int second = 0; second < seconds; second++) {
      intervals.add(
          new Interval(
              second,
              merged(windows, second, set -> set.response),
              merged(windows, second, set -> set.service),
              merged(windows, second, set -> set.lateness),
              merged(windows, second, set -> set.connect)));
    }
    return intervals;
  }

  private static Histogram merged(
      List<Window> windows, int second, Function<Second, AbstractHistogram> of) {
    var sum = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    for (Window window : windows) {
      Second set = second < window.recorder.secondCount() ? window.recorder.ofSecond(second) : null;
      if (set != null) {
        sum.add(of.apply(set));
      }
    }
    return sum;
  }

  private static Histogram sum(List<Interval> intervals, Function<Interval, Histogram> of) {
    var sum = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    intervals.forEach(interval -> sum.add(of.apply(interval)));
    return sum;
  }

  private static Errors sumErrors(List<Tallies> tallies) {
    return tallies.stream().map(Tallies::errors).reduce(Errors.NONE, Errors::plus);
  }

  private static long total(List<Window> windows, ToLongFunction<Window> count) {
    return windows.stream().mapToLong(count).sum();
  }
}
