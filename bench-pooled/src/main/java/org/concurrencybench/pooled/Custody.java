package org.concurrencybench.pooled;

import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a connection's protocol, and all that goes with it, at this moment. It passes from
 * one to the next here, so that each sees what the one before has done.
 *
 * <pre>
 *            a request: {@link #lend}               a long poll: {@link #park}
 *   LOOP ─────────────────────────▶ THREAD ──────────────────────────▶ POLL
 *    ▲                              │   ▲                               │
 *    └─── {@link #giveBack} ────────┘   └── its answer: {@link #claim} ─┘
 * </pre>
 *
 * <p>THREAD is a worker, or whoever brings the answer to a poll.
 */
final class Custody {

  private enum Holder {
    LOOP,
    THREAD,
    POLL
  }

  private Holder holder = Holder.LOOP;

  /** Set for good: one of the two ends is leaving. */
  private boolean hurried;

  private @Nullable HeldPoll held;

  /** The answer to a poll that has not been parked yet. */
  private @Nullable Reply early;

  /** Whether it is the loop's. Called by the loop's thread, for which a yes holds. */
  synchronized boolean isLoops() {
    return holder == Holder.LOOP;
  }

  /** Passes it to a worker. Called by the loop's thread, which has it. */
  synchronized void lend() {
    holder = Holder.THREAD;
  }

  /**
   * Passes it to the loop. Called by the thread that has it.
   *
   * @return whether the connection is to end
   */
  synchronized boolean giveBack() {
    holder = Holder.LOOP;
    return hurried;
  }

  /**
   * Leaves it to whoever brings the poll's answer. Called by the thread that has it.
   *
   * @return the answer, if it was there first, and nothing was passed on
   */
  synchronized @Nullable Reply park(HeldPoll poll) {
    Reply come = early;
    if (come == null) {
      held = poll;
      holder = Holder.POLL;
    }
    early = null;
    return come;
  }

  /**
   * Brings the answer to a poll, once. Called by any thread.
   *
   * @return whether that thread has it now, and is to answer; if not, the answer is kept for the
   *     thread that is about to park the poll
   */
  synchronized boolean claim(HeldPoll poll, Reply answer) {
    if (held != poll) {
      early = answer;
      return false;
    }
    held = null;
    holder = Holder.THREAD;
    return true;
  }

  /** From now on nothing is held open. Called by the loop's thread; returns a poll that is. */
  synchronized @Nullable HeldPoll hurry() {
    hurried = true;
    return held;
  }

  /** A poll that was parked too late to be seen by {@link #hurry}. Called by who parked it. */
  synchronized @Nullable HeldPoll hurriedPoll() {
    return hurried ? held : null;
  }

  /** Whether nothing may be held open any more. */
  synchronized boolean isHurried() {
    return hurried;
  }
}
