package org.concurrencybench.driver;

import java.time.Duration;

/**
 * One window of one worker of a chat: its times, its counts, its histograms. Every method takes the
 * time, so it knows no clock. Written by the worker's thread only, read by others after the window.
 *
 * <p>A delivery is <em>owed</em> to a member that was there when the window began, reads, and has
 * not ended: exactly those must arrive.
 */
final class ChatWindow {

  final long startNanos;

  /** Earlier than planned if the window is cut short. */
  long endNanos;

  long drainUntilNanos;
  final Recorder recorder;
  final Tallies errors = new Tallies();
  final Tallies connectionErrors = new Tallies();

  long due;
  long published;
  long owed;
  long delivered;
  long deliveredInside;
  long forfeited;
  long beside;
  private long backlogAtEnd;
  private boolean issuingEnded;
  private long open;
  private long peakOpen;
  private long openNanos;
  private long countedUntilNanos;
  private long finishedNanos;

  /** Open deliveries times nanoseconds, until the last has arrived: the drain is in it. */
  private long followedNanos;

  private long followedUntilNanos;

  ChatWindow(long startNanos, Duration duration, Duration drain) {
    this(startNanos, duration, drain, new Recorder(startNanos, duration, drain, false));
  }

  ChatWindow(long startNanos, Duration duration, Duration drain, Recorder recorder) {
    this.startNanos = startNanos;
    endNanos = startNanos + duration.toNanos();
    drainUntilNanos = endNanos + drain.toNanos();
    countedUntilNanos = startNanos;
    followedUntilNanos = startNanos;
    this.recorder = recorder;
  }

  /** Whether messages that are due at {@code nanos} belong to this window. */
  boolean issuing(long nanos) {
    return nanos - endNanos < 0;
  }

  /** Ends issuing now, if it has not ended; what is on its way has a short drain. */
  void cut(long nowNanos, Duration drain) {
    if (issuing(nowNanos)) {
      endNanos = Math.max(nowNanos, startNanos + 1);
    }
    drainUntilNanos = Math.min(drainUntilNanos, nowNanos + drain.toNanos());
  }

  /** A message became due, and was handed over to its sender. */
  void due(long nowNanos, long intendedNanos) {
    due++;
    recorder.lateness(nowNanos, nowNanos - intendedNanos);
  }

  /** It was sent, and must reach that many. */
  void sent(long nowNanos, int receivers) {
    change(nowNanos, receivers);
    published++;
    owed += receivers;
    peakOpen = Math.max(peakOpen, open);
  }

  /** An owed delivery arrived. */
  void delivered(long nowNanos, long intendedNanos, long sentNanos) {
    change(nowNanos, -1);
    delivered++;
    took(nowNanos, intendedNanos, sentNanos);
  }

  /** A delivery arrived at a member that came in the middle of the window: owed or not. */
  void deliveredBeside(long nowNanos, long intendedNanos, long sentNanos) {
    beside++;
    took(nowNanos, intendedNanos, sentNanos);
  }

  private void took(long nowNanos, long intendedNanos, long sentNanos) {
    if (issuing(nowNanos)) {
      deliveredInside++;
    }
    recorder.response(nowNanos, nowNanos - intendedNanos);
    recorder.service(nowNanos, nowNanos - sentNanos);
  }

  /** A member ended; that many deliveries that were owed to it will not arrive. */
  void forfeited(long nowNanos, long deliveries) {
    change(nowNanos, -deliveries);
    forfeited += deliveries;
  }

  /** The end of the drain for deliveries that did not come: they stay open. */
  void missing(long nowNanos, long intendedNanos, long sentNanos, int deliveries) {
    for (int i = 0; i < deliveries; i++) {
      recorder.response(nowNanos, nowNanos - intendedNanos);
      recorder.service(nowNanos, nowNanos - sentNanos);
    }
  }

  /** The end of the drain for a message whose sender was no member in time. */
  void neverSent(long nowNanos, long intendedNanos, int deliveries) {
    for (int i = 0; i < deliveries; i++) {
      recorder.response(nowNanos, nowNanos - intendedNanos);
    }
    errors.count(ErrorKind.TIMEOUT, "not sent by the end of the drain: its sender was no member");
  }

  /**
   * Nothing more becomes due.
   *
   * @param unsent deliveries of messages that are due and wait for their senders
   */
  void endIssuing(long unsent) {
    countOpen(endNanos);
    backlogAtEnd += unsent;
  }

  /** The last delivery has come, or the drain has ended. */
  void finish(long nowNanos) {
    countOpen(endNanos);
    finishedNanos = nowNanos;
  }

  /** So many deliveries more are open, or fewer. */
  private void change(long nowNanos, long deliveries) {
    countOpen(nowNanos);
    // Times of a batch that was read may lie before that of the last send: then this is negative.
    followedNanos += open * (nowNanos - followedUntilNanos);
    followedUntilNanos = nowNanos;
    open += deliveries;
  }

  private void countOpen(long nowNanos) {
    long until = issuing(nowNanos) ? nowNanos : endNanos;
    if (!issuing(nowNanos) && !issuingEnded) {
      issuingEnded = true;
      backlogAtEnd = open;
    }
    if (until - countedUntilNanos > 0) {
      openNanos += open * (until - countedUntilNanos);
      countedUntilNanos = until;
    }
  }

  /** Deliveries owed that have not arrived. */
  long open() {
    return open;
  }

  /** Deliveries due that had not arrived when the issuing interval ended. */
  long backlogAtEnd() {
    return backlogAtEnd;
  }

  long peakOpen() {
    return peakOpen;
  }

  /** Deliveries owed that have not arrived, averaged over the issuing interval. */
  double meanOpen() {
    return (double) openNanos / (endNanos - startNanos);
  }

  /**
   * Nanoseconds that all deliveries were open, by counting how many were at each moment: the sum of
   * their service times, if every one that was owed has arrived.
   */
  double countedOpenNanos() {
    return (double) followedNanos;
  }

  long finishedNanos() {
    return finishedNanos;
  }
}
