package org.concurrencybench.suite.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.WindowResult;

/**
 * What a closed and an open loop saw of a server that stood still.
 *
 * @param closed times of a closed loop: each request waits for the last reply of its connection
 * @param corrected the same with Tene's correction
 * @param service times of an open loop from the actual send
 * @param response times of an open loop from when a request was due
 * @param theory what those who do not wait for the server must see
 * @param interval in which each connection of the closed loop would ask once
 */
record OmissionSeen(
    Histogram closed,
    Histogram corrected,
    Histogram service,
    Histogram response,
    StallTheory theory,
    Duration interval) {

  /** What fast and slow are told apart by: a half of the stall. */
  private static final int HALF = 2;

  private static final double NINETY_NINE = 99;

  OmissionSeen(
      Stopped.During<WindowResult> closed,
      Stopped.During<WindowResult> open,
      Duration interval,
      Duration window) {
    this(
        closed.result().response(),
        corrected(closed.result().response(), interval),
        open.result().service(),
        open.result().response(),
        new StallTheory(window, open.stall()),
        interval);
  }

  /**
   * For a time that is longer than the interval, those that a client would have seen that had asked
   * once in each interval: one interval less, two less, and so on.
   */
  static Histogram corrected(Histogram measured, Duration interval) {
    return measured.copyCorrectedForCoordinatedOmission(interval.toNanos());
  }

  /** Requests that took at least half of the stall. */
  long slow(Histogram histogram) {
    long from = theory.stall().dividedBy(HALF).toNanos();
    long slowest = histogram.getMaxValue();
    return slowest < from ? 0 : histogram.getCountBetweenValues(from, slowest);
  }

  /** Three sentences for a class. */
  List<String> sentences() {
    return List.of(
        String.format(
            Locale.ROOT,
            "1. The closed loop waits for the server, so it hardly asked while that stood still: %,d of its %,d requests took at least half of the stall, about one for each connection, and its p99 is %s ms.",
            slow(closed),
            closed.getTotalCount(),
            CoordinatedOmissionLab.millis(closed, NINETY_NINE)),
        String.format(
            Locale.ROOT,
            "2. The open loop counts from when a request was due: %,d of %,d took that long, and its p99 is %s ms where arithmetic says %.1f ms; its service time, which starts at the actual send, saw only the %,d requests that the server had in hand.",
            slow(response),
            response.getTotalCount(),
            CoordinatedOmissionLab.millis(response, NINETY_NINE),
            theory.millisAt(NINETY_NINE),
            slow(service)),
        String.format(
            Locale.ROOT,
            "3. Tene's correction adds to each long time of the closed loop those that one request in %,d ms would have seen, and says %s ms: it mends what is known to be missing, but it must be told the interval and guesses what an open loop measures.",
            interval.toMillis(),
            CoordinatedOmissionLab.millis(corrected, NINETY_NINE)));
  }
}
