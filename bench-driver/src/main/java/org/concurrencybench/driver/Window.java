package org.concurrencybench.driver;

import java.time.Duration;

/**
 * One window of one worker: its times, its counts, its histograms. Every method takes the time, so
 * it knows no clock. Written by the worker's thread only, read by others after the window.
 *
 * <pre>
 *   start          began                      end                    drain until
 *     │── lead-in ───│──── measured interval ───│──────── draining ────────│
 *       requests go    rate, costs and requests   nothing new; what is      the rest is a timeout,
 *       out already    in flight are of this      queued is still sent      recorded at its age
 * </pre>
 *
 * <p>The rate counts replies that come inside the measured interval, whenever their requests were
 * due. Times, the counts of issued and completed requests, and errors are of the requests that were
 * due inside it, whenever their replies come. A request of the lead-in is in neither, unless it
 * fails: no failure is lost.
 *
 * <p>Requests in flight are counted twice over, to check the recorder: the sum over all moments of
 * the requests of the interval in flight, counted as they come and go, must be the sum of their
 * service times, as recorded. That is Little's law for requests that are followed to their end.
 */
final class Window {

  final long startNanos;

  /** Earlier than planned if the window is cut short in its lead-in. */
  long beganNanos;

  /** Earlier than planned if the window is cut short. */
  long endNanos;

  long drainUntilNanos;
  final Recorder recorder;
  final Tallies errors = new Tallies();
  final Tallies connectionErrors = new Tallies();

  private long issued;
  private long failedInLeadIn;
  private long completed;
  private long completedInside;
  private long reconnects;
  private long outstanding;
  private long peakOutstanding;
  private long inFlight;
  private long inFlightOfInterval;
  private long backlogAtEnd;
  private boolean issuingEnded;
  private long finishedNanos;
  private long longestStallNanos;

  /** Requests in flight times nanoseconds of the measured interval, up to {@link #countedUntil}. */
  private long inFlightNanos;

  private long countedUntil;

  /** The same of the requests that were due in the interval alone, and until the last is over. */
  private long followedNanos;

  private long followedUntil;

  /** How long requests of the interval were in flight that failed: no histogram has them. */
  private long failedNanos;

  /** A window in which all requests are of one kind, without a lead-in. */
  Window(long startNanos, Duration duration, Duration drain) {
    this(startNanos, Duration.ZERO, duration, drain, false);
  }

  /**
   * A window.
   *
   * @param leadIn from the first request to the measured interval
   * @param mixed whether some requests are recorded aside, so that room is made for their times
   */
  Window(long startNanos, Duration leadIn, Duration duration, Duration drain, boolean mixed) {
    this(
        startNanos,
        leadIn,
        duration,
        drain,
        new Recorder(startNanos + leadIn.toNanos(), duration, drain, mixed));
  }

  Window(long startNanos, Duration leadIn, Duration duration, Duration drain, Recorder recorder) {
    this.startNanos = startNanos;
    beganNanos = startNanos + leadIn.toNanos();
    endNanos = beganNanos + duration.toNanos();
    drainUntilNanos = endNanos + drain.toNanos();
    countedUntil = beganNanos;
    followedUntil = startNanos;
    this.recorder = recorder;
  }

  /** Whether requests that are due at {@code nanos} belong to this window. */
  boolean issuing(long nanos) {
    return nanos - endNanos < 0;
  }

  /** Ends issuing now, if it has not ended; what is in flight has a short drain. */
  void cut(long nowNanos, Duration drain) {
    if (!hasBegun(nowNanos)) {
      beganNanos = nowNanos;
    }
    if (issuing(nowNanos)) {
      endNanos = Math.max(nowNanos, beganNanos + 1);
    }
    drainUntilNanos = Math.min(drainUntilNanos, nowNanos + drain.toNanos());
  }

  /** Whether that moment is in the measured interval or after it. */
  private boolean hasBegun(long nanos) {
    return nanos - beganNanos >= 0;
  }

  /** A request of the measured interval became due. */
  void issued() {
    issued(beganNanos);
  }

  /** A request became due. */
  void issued(long intendedNanos) {
    if (hasBegun(intendedNanos)) {
      issued++;
    }
    outstanding++;
    peakOutstanding = Math.max(peakOutstanding, outstanding);
  }

  /** A request that had an intended time was handed over to its connection. */
  void handedOver(long nowNanos, long intendedNanos, boolean aside) {
    if (!aside && hasBegun(intendedNanos)) {
      recorder.lateness(nowNanos, nowNanos - intendedNanos);
    }
  }

  /** The loop came round to work that had been due for that long. */
  void cameRound(long afterNanos) {
    longestStallNanos = Math.max(longestStallNanos, afterNanos);
  }

  /** The same, unless it was in the lead-in. */
  void cameRound(long nowNanos, long afterNanos) {
    if (hasBegun(nowNanos)) {
      cameRound(afterNanos);
    }
  }

  /** A request of the measured interval left for the server. */
  void sent(long nowNanos) {
    sent(nowNanos, beganNanos);
  }

  /** A request left for the server. */
  void sent(long nowNanos, long intendedNanos) {
    count(nowNanos, intendedNanos, 1);
  }

  /** The right reply was read. */
  void completed(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    count(nowNanos, intendedNanos, -1);
    outstanding--;
    if (hasBegun(nowNanos) && issuing(nowNanos)) {
      completedInside++;
    }
    if (hasBegun(intendedNanos)) {
      completed++;
      took(nowNanos, intendedNanos, sentNanos, aside);
    } else if (hasBegun(nowNanos)) {
      recorder.untimed(nowNanos);
    }
  }

  private void took(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    if (aside) {
      recorder.responseAside(nowNanos, nowNanos - intendedNanos);
      recorder.serviceAside(nowNanos, nowNanos - sentNanos);
    } else {
      recorder.response(nowNanos, nowNanos - intendedNanos);
      recorder.service(nowNanos, nowNanos - sentNanos);
    }
  }

  /** A request of the measured interval that was sent came to nothing. */
  void failed(long nowNanos, ErrorKind kind, String words) {
    failed(nowNanos, beganNanos, nowNanos, kind, words);
  }

  /** A request that was sent came to nothing. */
  void failed(long nowNanos, long intendedNanos, long sentNanos, ErrorKind kind, String words) {
    count(nowNanos, intendedNanos, -1);
    if (hasBegun(intendedNanos)) {
      failedNanos += nowNanos - sentNanos;
    }
    failedInQueue(intendedNanos, kind, words);
  }

  /** A request that was sent is no longer in flight, and nobody has waited for it. */
  void withdrawn(long nowNanos) {
    count(nowNanos, beganNanos, -1);
  }

  /** A request of the measured interval came to nothing before it was sent. */
  void failedInQueue(ErrorKind kind, String words) {
    failedInQueue(beganNanos, kind, words);
  }

  /** A request came to nothing before it was sent. */
  void failedInQueue(long intendedNanos, ErrorKind kind, String words) {
    outstanding--;
    if (!hasBegun(intendedNanos)) {
      issued++;
      failedInLeadIn++;
    }
    errors.count(kind, words);
  }

  /** The end of the drain for a request that was sent. */
  void timedOut(long nowNanos, long intendedNanos, long sentNanos, boolean aside) {
    count(nowNanos, intendedNanos, -1);
    if (hasBegun(intendedNanos)) {
      took(nowNanos, intendedNanos, sentNanos, aside);
    }
    failedInQueue(intendedNanos, ErrorKind.TIMEOUT, "no reply by the end of the drain");
  }

  /** The end of the drain for a request that was never sent. */
  void timedOutInQueue(long nowNanos, long intendedNanos, boolean aside) {
    if (hasBegun(intendedNanos)) {
      if (aside) {
        recorder.responseAside(nowNanos, nowNanos - intendedNanos);
      } else {
        recorder.response(nowNanos, nowNanos - intendedNanos);
      }
    }
    failedInQueue(
        intendedNanos,
        ErrorKind.TIMEOUT,
        "not sent by the end of the drain: its connection was busy or closed");
  }

  /**
   * A request became due when so many waited already that there is no memory for more: it would not
   * be sent by the end of the drain, and is a timeout of the age that it would have then.
   */
  void overflowed(long nowNanos, long intendedNanos, boolean aside) {
    if (hasBegun(intendedNanos)) {
      if (aside) {
        recorder.responseAside(nowNanos, drainUntilNanos - intendedNanos);
      } else {
        recorder.response(nowNanos, drainUntilNanos - intendedNanos);
      }
    }
    failedInQueue(
        intendedNanos,
        ErrorKind.TIMEOUT,
        "not sent: more requests waited than this machine's memory can hold");
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
      countAll(endNanos);
    }
  }

  /** The last reply has come, or the drain has ended. */
  void finish(long nowNanos) {
    endIssuing();
    finishedNanos = nowNanos;
  }

  /** One request more in flight, or one less. */
  private void count(long nowNanos, long intendedNanos, int change) {
    countAll(nowNanos);
    inFlight += change;
    followedNanos += inFlightOfInterval * (nowNanos - followedUntil);
    followedUntil = nowNanos;
    if (hasBegun(intendedNanos)) {
      inFlightOfInterval += change;
    }
  }

  private void countAll(long nowNanos) {
    long until = issuing(nowNanos) ? nowNanos : endNanos;
    if (until - countedUntil > 0) {
      inFlightNanos += inFlight * (until - countedUntil);
      countedUntil = until;
    }
  }

  /** Requests of the measured interval, and those of the lead-in that failed. */
  long issuedCount() {
    return issued;
  }

  /** Of the issued, those of the lead-in. */
  long failedInLeadIn() {
    return failedInLeadIn;
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

  /** Requests in flight, averaged over the measured interval. */
  double meanInFlight() {
    return (double) inFlightNanos / (endNanos - beganNanos);
  }

  /**
   * Nanoseconds that the requests of the interval which are in the histograms were in flight, by
   * counting how many were at each moment.
   */
  double countedInFlightNanos() {
    return (double) followedNanos - failedNanos;
  }

  /** The longest that work was due and the loop did not come round to it. */
  long longestStallNanos() {
    return longestStallNanos;
  }

  long finishedNanos() {
    return finishedNanos;
  }
}
