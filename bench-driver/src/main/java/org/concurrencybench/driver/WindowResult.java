package org.concurrencybench.driver;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one window showed. Times are nanoseconds, merged over all workers.
 *
 * <pre>
 *   intended        handed over    sent                 reply read
 *      │─── lateness ───│            │                      │
 *      │                             │────── service ───────│
 *      │────────────────────── response ────────────────────│
 * </pre>
 *
 * Between hand-over and send a request waits for its connection, which has one request in flight at
 * most. In a closed loop a request is intended when it is sent: response is service, and lateness
 * exists with a think time only.
 *
 * <p>Always {@code issued == completed + errors.total()}. A request that timed out is recorded at
 * its age, in response and, if it was ever sent, in service; a request that failed otherwise is
 * recorded in neither. So is a delivery; a publish that was never sent counts as one for each
 * member of its room.
 *
 * @param phase what was asked
 * @param startEpochMillis when the window began, wall clock
 * @param elapsed from the start until the last reply or the end of the drain
 * @param issued requests that became due inside the measured interval, and those of the lead-in
 *     that failed
 * @param completed requests with a right reply, the drain included
 * @param completedInside those whose reply was read inside the measured interval; only these make
 *     the rate
 * @param errors requests that came to nothing, by kind
 * @param connectionErrors connections that ended without a request in flight, and attempts to
 *     reconnect that failed
 * @param reconnects connections opened again inside the window
 * @param response from intended send to reply
 * @param service from actual send to reply
 * @param lateness from intended send to hand-over to the connection; independent of the server
 * @param connect of the reconnects
 * @param clamped values above the histograms' range, recorded at its end
 * @param intervals the same second by second, by completion time, the drain included
 * @param peakOutstanding most requests due and unanswered at once; with several workers the sum of
 *     their peaks
 * @param backlogAtEnd requests due but not yet sent when the measured interval ended, in a chat
 *     deliveries due that had not arrived: a sign of saturation
 * @param meanInFlight requests sent and unanswered, averaged over the measured interval by counting
 *     them
 * @param littleRatio Little's law: the time in flight of all requests, by counting how many were at
 *     each moment, over the same by adding up their service times; 1 if the recorder lost, doubled
 *     or distorted none. Null where service time is not the time in flight, or there was none
 * @param computing the requests that computed, if others did not: response, service and lateness
 *     are then those of the others alone, while every count is of all; null otherwise
 * @param failedInLeadIn of the issued, requests that were due before the measured interval: they
 *     are counted because they failed
 * @param longestStallNanos the longest that a request was due, or a connection free to send again,
 *     and its worker did not come round to it: the driver's fault whatever the server did
 */
public record WindowResult(
    Phase phase,
    long startEpochMillis,
    Duration elapsed,
    long issued,
    long completed,
    long completedInside,
    Errors errors,
    Errors connectionErrors,
    long reconnects,
    Histogram response,
    Histogram service,
    Histogram lateness,
    Histogram connect,
    long clamped,
    List<Interval> intervals,
    long peakOutstanding,
    long backlogAtEnd,
    double meanInFlight,
    @Nullable Double littleRatio,
    @Nullable Computing computing,
    long longestStallNanos,
    long failedInLeadIn) {

  /** A window without a lead-in. */
  WindowResult(
      Phase phase,
      long startEpochMillis,
      Duration elapsed,
      long issued,
      long completed,
      long completedInside,
      Errors errors,
      Errors connectionErrors,
      long reconnects,
      Histogram response,
      Histogram service,
      Histogram lateness,
      Histogram connect,
      long clamped,
      List<Interval> intervals,
      long peakOutstanding,
      long backlogAtEnd,
      double meanInFlight,
      @Nullable Double littleRatio,
      @Nullable Computing computing,
      long longestStallNanos) {
    this(
        phase,
        startEpochMillis,
        elapsed,
        issued,
        completed,
        completedInside,
        errors,
        connectionErrors,
        reconnects,
        response,
        service,
        lateness,
        connect,
        clamped,
        intervals,
        peakOutstanding,
        backlogAtEnd,
        meanInFlight,
        littleRatio,
        computing,
        longestStallNanos,
        0);
  }

  /** Keeps a copy of the list. */
  public WindowResult {
    intervals = List.copyOf(intervals);
  }

  /** The same where service time is not the time in flight. */
  WindowResult withoutLittlesLaw() {
    return new WindowResult(
        phase,
        startEpochMillis,
        elapsed,
        issued,
        completed,
        completedInside,
        errors,
        connectionErrors,
        reconnects,
        response,
        service,
        lateness,
        connect,
        clamped,
        intervals,
        peakOutstanding,
        backlogAtEnd,
        meanInFlight,
        null,
        computing,
        longestStallNanos,
        failedInLeadIn);
  }

  /**
   * Independent events of which the times are: in an open loop those that were handed over, which
   * in a chat are publishes and with long polls wakes; in a closed loop every reply.
   */
  public long events() {
    return phase.loop() instanceof Loop.Open ? lateness.getTotalCount() : response.getTotalCount();
  }

  /** Requests that were due inside the measured interval, a second. */
  public double offeredPerSecond() {
    return (issued - failedInLeadIn) / (phase.duration().toNanos() / 1e9);
  }

  /** Right replies per second: those read inside the measured interval over its length. */
  public double requestsPerSecond() {
    return completedInside / (phase.duration().toNanos() / 1e9);
  }
}
