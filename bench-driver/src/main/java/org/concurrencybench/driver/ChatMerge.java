package org.concurrencybench.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up what the workers of a chat have counted. Runs after the window. */
final class ChatMerge {

  private ChatMerge() {}

  static ChatResult of(
      Phase phase,
      long startEpochMillis,
      int membersPerRoom,
      List<ChatWindow> windows,
      List<Opening> reopened,
      List<SlowMember> slow) {
    List<Interval> intervals =
        WindowMerge.intervals(windows.stream().map(window -> window.recorder).toList());
    Histogram service = WindowMerge.sum(intervals, Interval::service);
    Histogram lateness = WindowMerge.sum(intervals, Interval::lateness);
    Histogram connect = WindowMerge.sum(intervals, Interval::connect);
    Errors errors = sum(windows.stream().map(window -> window.errors).toList());
    Errors connectionErrors = sum(windows.stream().map(window -> window.connectionErrors).toList());
    for (Opening opening : reopened) {
      connect.add(opening.connect);
      connectionErrors = connectionErrors.plus(opening.errors.errors());
    }
    var rooms =
        new RoomCounts(
            total(windows, window -> window.published),
            membersPerRoom,
            total(windows, window -> window.owed),
            total(windows, window -> window.delivered),
            total(windows, window -> window.deliveredInside),
            total(windows, ChatWindow::open),
            total(windows, window -> window.forfeited),
            total(windows, window -> window.beside),
            errors.count(ErrorKind.WRONG_REPLY),
            slow);
    long lost = Math.ceilDiv(rooms.missing(), membersPerRoom);
    if (lost > 0) {
      errors =
          errors.plus(
              new Errors(
                  Map.of(
                      ErrorKind.TIMEOUT,
                      new Errors.Tally(
                          lost, rooms.missing() + " deliveries missing by the end of the drain"))));
    }
    long due = total(windows, w -> w.due);
    var window =
        new WindowResult(
            phase,
            startEpochMillis,
            Duration.ofNanos(
                windows.stream().mapToLong(w -> w.finishedNanos() - w.startNanos).max().orElse(0)),
            due,
            Math.max(0, due - errors.count(ErrorKind.TIMEOUT)),
            rooms.deliveredInside() / membersPerRoom,
            errors,
            connectionErrors,
            connect.getTotalCount(),
            WindowMerge.sum(intervals, Interval::response),
            service,
            lateness,
            connect,
            total(windows, w -> w.recorder.clamped()),
            intervals,
            total(windows, ChatWindow::peakOpen),
            total(windows, ChatWindow::backlogAtEnd),
            windows.stream().mapToDouble(ChatWindow::meanOpen).sum(),
            littleRatio(windows, rooms, errors, service),
            null,
            lateness.getMaxValue());
    return new ChatResult(window, rooms);
  }

  /**
   * Time in which deliveries were open, as counted, over the sum of their times. Null where it does
   * not apply: deliveries at members that came in between were never counted as open, and those
   * that did not come have no time.
   */
  private static @Nullable Double littleRatio(
      List<ChatWindow> windows, RoomCounts rooms, Errors errors, Histogram service) {
    if (rooms.beside() > 0
        || rooms.forfeited() > 0
        || rooms.missing() > 0
        || rooms.delivered() == 0
        || errors.total() > 0) {
      return null;
    }
    double counted = windows.stream().mapToDouble(ChatWindow::countedOpenNanos).sum();
    return counted / WindowMerge.sum(service);
  }

  private static Errors sum(List<Tallies> tallies) {
    return tallies.stream().map(Tallies::errors).reduce(Errors.NONE, Errors::plus);
  }

  private static long total(List<ChatWindow> windows, ToLongFunction<ChatWindow> count) {
    return windows.stream().mapToLong(count).sum();
  }
}
