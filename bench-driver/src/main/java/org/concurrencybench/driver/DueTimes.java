package org.concurrencybench.driver;

import org.concurrencybench.system.loop.Pacer;

/** When the next of an open loop is due in one window. Used by its worker's thread. */
final class DueTimes {

  private final FireTimes schedule;
  private final long startNanos;
  private long endNanos;
  private long nextNanos;

  /** The times of {@code schedule} from the start of a window to its end. */
  DueTimes(FireTimes schedule, long startNanos, long endNanos) {
    this.schedule = schedule;
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    advance();
  }

  /** Nothing is due from that time on. */
  void cut(long end) {
    endNanos = end;
    if (nextNanos != Pacer.NEVER && nextNanos - end >= 0) {
      nextNanos = Pacer.NEVER;
    }
  }

  /** Whether one is due. */
  boolean isDue(long nowNanos) {
    return nextNanos != Pacer.NEVER && nowNanos - nextNanos >= 0;
  }

  /** Takes the next, whether it is due or not, and returns when it was to be. */
  long take() {
    long taken = nextNanos;
    advance();
    return taken;
  }

  private void advance() {
    long due = startNanos + schedule.nextNanos();
    nextNanos = due - endNanos < 0 ? due : Pacer.NEVER;
  }

  /** The next that is due, or the window's end if none is before it. */
  long nextOrEndNanos() {
    return nextNanos == Pacer.NEVER ? endNanos : nextNanos;
  }
}
