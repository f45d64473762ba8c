package org.concurrencybench.driver;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's connection ended at one moment, and everybody connected and joined again at once.
 *
 * @param at the moment, from the start of the window
 * @param members that left
 * @param returned that were members again by the end of the window
 * @param untilAllMembers from the moment until the last was a member again; null if some were not
 * @param untilAsBefore from the moment until service was as before: to the end of the first second
 *     from which on all are members and the p99 of delivery time stays at most twice what it was
 *     before the storm; null if that did not come. Whole seconds of the window, so it is at most a
 *     second too long
 * @param join from the connect call until JOIN was answered, of those who returned, in nanoseconds
 */
public record ReconnectStorm(
    Duration at,
    int members,
    int returned,
    @Nullable Duration untilAllMembers,
    @Nullable Duration untilAsBefore,
    Histogram join) {

  /** Twice the delivery time is noticed. */
  private static final double AS_BEFORE = 2;

  private static final double PERCENTILE = 99;

  static @Nullable Duration untilAsBefore(
      Duration at, @Nullable Duration untilAllMembers, List<Interval> intervals, int seconds) {
    if (untilAllMembers == null) {
      return null;
    }
    long before = p99Before(at, intervals);
    if (before == 0) {
      return null;
    }
    long allMembers = at.plus(untilAllMembers).toNanos();
    Integer since = null;
    for (Interval interval : intervals) {
      if (interval.second() >= seconds) {
        break;
      }
      Duration end = Duration.ofSeconds(interval.second() + 1L);
      boolean asBefore =
          end.toNanos() >= allMembers
              && interval.response().getTotalCount() > 0
              && interval.response().getValueAtPercentile(PERCENTILE) <= AS_BEFORE * before;
      since = asBefore ? (since == null ? Integer.valueOf(interval.second()) : since) : null;
    }
    return since == null ? null : Duration.ofSeconds(since + 1L).minus(at);
  }

  /** Of all whole seconds before it. */
  private static long p99Before(Duration at, List<Interval> intervals) {
    var before = new Histogram(Recorder.SIGNIFICANT_DIGITS);
    intervals.stream()
        .filter(interval -> Duration.ofSeconds(interval.second() + 1L).compareTo(at) <= 0)
        .forEach(interval -> before.add(interval.response()));
    return before.getValueAtPercentile(PERCENTILE);
  }
}
