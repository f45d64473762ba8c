package org.concurrencybench.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Recorder.Second;
import org.jspecify.annotations.Nullable;

/** Adds up what the workers have counted. Runs after the window, on the thread of the caller. */
final class WindowMerge {

  private WindowMerge() {}

  static WindowResult of(
      Phase phase, long startEpochMillis, List<Window> windows, List<Opening> reopened) {
    List<Interval> intervals = intervals(windows.stream().map(window -> window.recorder).toList());
    Histogram service = sum(intervals, Interval::service);
    Computing computing = computing(windows, intervals);
    long completedInside = total(windows, Window::completedInside);
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
            windows.stream().mapToLong(w -> w.finishedNanos() - w.beganNanos).max().orElse(0)),
        total(windows, Window::issuedCount),
        total(windows, Window::completedCount),
        completedInside,
        sumErrors(windows.stream().map(window -> window.errors).toList()),
        connectionErrors,
        connect.getTotalCount(),
        sum(intervals, Interval::response),
        service,
        sum(intervals, Interval::lateness),
        connect,
        total(windows, window -> window.recorder.clamped()),
        intervals,
        total(windows, Window::peakOutstanding),
        total(windows, Window::backlogAtEnd),
        windows.stream().mapToDouble(Window::meanInFlight).sum(),
        littleRatio(windows, service, computing),
        computing,
        windows.stream().mapToLong(Window::longestStallNanos).max().orElse(0),
        total(windows, Window::failedInLeadIn));
  }

  /** Null if no request was in flight whose time was to be recorded; infinite if none was. */
  private static @Nullable Double littleRatio(
      List<Window> windows, Histogram service, @Nullable Computing computing) {
    double recorded = sum(service) + (computing == null ? 0 : sum(computing.service()));
    double counted = windows.stream().mapToDouble(Window::countedInFlightNanos).sum();
    return recorded == 0 && counted == 0 ? null : counted / recorded;
  }

  /** All times together. */
  static double sum(Histogram times) {
    return times.getTotalCount() == 0 ? 0 : times.getMean() * times.getTotalCount();
  }

  /** Null if all requests were of one kind. */
  private static @Nullable Computing computing(List<Window> windows, List<Interval> intervals) {
    if (windows.stream().noneMatch(window -> window.recorder.mixed())) {
      return null;
    }
    var service = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    for (int second = 0; second < intervals.size(); second++) {
      service.add(
          merged(
              windows.stream().map(window -> window.recorder).toList(),
              second,
              set -> set.serviceAside));
    }
    return new Computing(sum(intervals, Interval::computing), service);
  }

  /** Second by second, over all workers. */
  static List<Interval> intervals(List<Recorder> recorders) {
    int seconds = recorders.stream().mapToInt(Recorder::secondCount).max().orElse(0);
    int length = recorders.stream().mapToInt(Recorder::intervalSeconds).max().orElse(1);
    List<Interval> intervals = new ArrayList<>(seconds);
    for (int second = 0; second < seconds; second++) {
      intervals.add(
          new Interval(
              second * length,
              merged(recorders, second, set -> set.response),
              merged(recorders, second, set -> set.service),
              merged(recorders, second, set -> set.lateness),
              merged(recorders, second, set -> set.connect),
              merged(recorders, second, set -> set.responseAside),
              untimed(recorders, second)));
    }
    return intervals;
  }

  private static long untimed(List<Recorder> recorders, int second) {
    return recorders.stream()
        .filter(recorder -> second < recorder.secondCount())
        .map(recorder -> recorder.ofSecond(second))
        .filter(Objects::nonNull)
        .mapToLong(set -> set.untimed)
        .sum();
  }

  private static Histogram merged(
      List<Recorder> recorders, int second, Function<Second, AbstractHistogram> of) {
    var sum = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    for (Recorder recorder : recorders) {
      Second set = second < recorder.secondCount() ? recorder.ofSecond(second) : null;
      if (set != null) {
        sum.add(of.apply(set));
      }
    }
    return sum;
  }

  static Histogram sum(List<Interval> intervals, Function<Interval, Histogram> of) {
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
