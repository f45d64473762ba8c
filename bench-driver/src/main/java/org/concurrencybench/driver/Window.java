package org.concurrencybench.driver;

import java.time.Duration;

/**
 * One window of one worker: its times, its counts, its histograms. Every method takes the time, so
 * it knows no clock. Written by the worker's thread only, read by others after the window.
 *
 * <pre>
 *   start                       end                    drain until
 *     │──────── issuing ─────────│──────── draining ────────│
 *       due requests are issued     nothing new; what is     the rest is a timeout,
 *                                   queued is still sent     recorded at its age
 * </pre>
 */
final class Window {

  final long startNanos;

  /** Earlier than planned if the window is cut short. */
  long endNanos;

  long drainUntilNanos;
  final Recorder recorder;
  final Tallies errors = new Tallies();
  final Tallies connectionErrors = new Tallies();

  private long issued;
  private long completed;
  private long completedInside;
  private long serviceInsideNanos;
  private long reconnects;
  private long outstanding;
  private long peakOutstanding;
  private long inFlight;
  private long backlogAtEnd;
  private boolean issuingEnded;
  private long finishedNanos;
  private long longestStallNanos;

  /** Requests in flight times nanoseconds, up to {@link #countedUntilNanos}. */
  private long inFlightNanos;

  private long countedUntilNanos;

  /** A window in which all requests are of one kind. */
  Window(long startNanos, Duration duration, Duration drain) {
    this(startNanos, duration, drain, false);
  }

  /**
   * A window.
   *
   * @param mixed whether some requests are recorded aside, so that room is made for their times
   */
  Window(long startNanos, Duration duration, Duration drain, boolean mixed) {
    this.startNanos = startNanos;
    endNanos = startNanos + duration.toNanos();
    drainUntilNanos = endNanos + drain.toNanos();
    countedUntilNanos = startNanos;
    recorder = new Recorder(startNanos, duration, drain, mixed);
  }

  /** Whether requests that are due at {@code nanos} belong to this window. */
  boolean issuing(long nanos) {
    return nanos - endNanos < 0;
  }

  /** Ends issuing now, if it has not ended; what is in flight has a short drain. */
  void cut(long nowNanos, Duration drain) {
    if (issuing(nowNanos)) {
      endNanos = Math.max(nowNanos, startNanos + 1);
    }
    drainUntilNanos = Math.min(drainUntilNanos, nowNanos + drain.toNanos());
  }

  /** A request became due. */
  void issued() {
    issued++;
    outstanding++;
    peakOutstanding = Math.max(peakOutstanding, outstanding);
  }

  /** A request that had an intended time was handed over to its connection. */
  void handedOver(long nowNanos, long intendedNanos, boolean aside) {
    if (!aside) {
      recorder.lateness(nowNanos, nowNanos - intendedNanos);
    }
  }

  /** The loop came round to work that had been due for that long. */
  void cameRound(long afterNanos) {
    longestStallNanos = Math.max(longestStallNanos, afterNanos);
  }

  /** A request left for the server. */
  void sent(long nowNanos) {
    countInFlight(nowNanos);
    inFlight++;
  }

  /** The right reply was read. */
  void completed(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    unsent(nowNanos);
    outstanding--;
    completed++;
    if (issuing(nowNanos)) {
      completedInside++;
    }
    took(nowNanos, intendedNanos, sentNanos, aside);
  }

  private void took(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    long until = issuing(nowNanos) ? nowNanos : endNanos;
    serviceInsideNanos += Math.max(0, until - sentNanos);
    if (aside) {
      recorder.responseAside(nowNanos, nowNanos - intendedNanos);
      recorder.serviceAside(nowNanos, nowNanos - sentNanos);
    } else {
      recorder.response(nowNanos, nowNanos - intendedNanos);
      recorder.service(nowNanos, nowNanos - sentNanos);
    }
  }

  /** A request that was sent came to nothing. */
  void failed(long nowNanos, ErrorKind kind, String words) {
    unsent(nowNanos);
    failedInQueue(kind, words);
  }

  /** A request that was sent is no longer in flight, and nobody has waited for it. */
  void withdrawn(long nowNanos) {
    unsent(nowNanos);
  }

  /** A request came to nothing before it was sent. */
  void failedInQueue(ErrorKind kind, String words) {
    outstanding--;
    errors.count(kind, words);
  }

  /** The end of the drain for a request that was sent. */
  void timedOut(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    took(nowNanos, intendedNanos, sentNanos, aside);
    failed(nowNanos, ErrorKind.TIMEOUT, "no reply by the end of the drain");
  }

  /** The end of the drain for a request that was never sent. */
  void timedOutInQueue(long nowNanos, long intendedNanos, boolean aside) {
    if (aside) {
      recorder.responseAside(nowNanos, nowNanos - intendedNanos);
    } else {
      recorder.response(nowNanos, nowNanos - intendedNanos);
    }
    failedInQueue(
        ErrorKind.TIMEOUT, "not sent by the end of the drain: its connection was busy or closed");
  }

  /**
   * A request became due when so many waited already that there is no memory for more: it would not
   * be sent by the end of the drain, and is a timeout of the age that it would have then.
   */
  void overflowed(long nowNanos, long intendedNanos, boolean aside) {
    if (aside) {
      recorder.responseAside(nowNanos, drainUntilNanos - intendedNanos);
    } else {
      recorder.response(nowNanos, drainUntilNanos - intendedNanos);
    }
    failedInQueue(
        ErrorKind.TIMEOUT, "not sent: more requests waited than this machine's memory can hold");
  }

  /** A connection was opened again. */
  void reconnected(long nowNanos, long connectNanos) {
    reconnects++;
    recorder.connect(nowNanos, connectNanos);
  }

  /** Nothing more becomes due. */
  void endIssuing() {
    if (!issuingEnded) {
      issuingEnded = true;
      // Long polls are in flight before anything is due.
      backlogAtEnd = Math.max(0, outstanding - inFlight);
      countInFlight(endNanos);
    }
  }

  /** The last reply has come, or the drain has ended. */
  void finish(long nowNanos) {
    endIssuing();
    finishedNanos = nowNanos;
  }

  private void unsent(long nowNanos) {
    countInFlight(nowNanos);
    inFlight--;
  }

  private void countInFlight(long nowNanos) {
    long until = issuing(nowNanos) ? nowNanos : endNanos;
    if (until - countedUntilNanos > 0) {
      inFlightNanos += inFlight * (until - countedUntilNanos);
      countedUntilNanos = until;
    }
  }

  long issuedCount() {
    return issued;
  }

  long completedCount() {
    return completed;
  }

  long completedInside() {
    return completedInside;
  }

  long reconnects() {
    return reconnects;
  }

  /** Requests due and unanswered now. */
  long outstanding() {
    return outstanding;
  }

  long peakOutstanding() {
    return peakOutstanding;
  }

  long backlogAtEnd() {
    return backlogAtEnd;
  }

  /** Requests in flight, averaged over the issuing interval. */
  double meanInFlight() {
    return (double) inFlightNanos / (endNanos - startNanos);
  }

  /**
   * The same by Little's law, the rate times the mean service time. An interval has ends: what was
   * in flight at its end counts with the part of its service time that came before.
   */
  double impliedInFlight() {
    return (double) serviceInsideNanos / (endNanos - startNanos);
  }

  /** The longest that work was due and the loop did not come round to it. */
  long longestStallNanos() {
    return longestStallNanos;
  }

  long finishedNanos() {
    return finishedNanos;
  }
}
