package org.concurrencybench.system.os;

import java.util.OptionalLong;

/**
 * How late the kernel may wake a thread whose wait has ended, so as to wake several at once. The
 * kernel's default is 50 microseconds; a thread that paces a load wants 1 nanosecond, or the load
 * is late by that much.
 *
 * @see <a
 *     href="https://man7.org/linux/man-pages/man2/PR_SET_TIMERSLACK.2const.html">PR_SET_TIMERSLACK(2const)</a>
 */
public final class TimerSlack {

  private static final int PR_SET_TIMERSLACK = 29;
  private static final int PR_GET_TIMERSLACK = 30;

  private TimerSlack() {}

  /**
   * Sets the slack of the calling platform thread, which threads that it starts inherit.
   *
   * @param nanos at least 1: the kernel takes 0 for its default
   * @return whether it is so now; {@code false} where there is no such setting, which is no reason
   *     to stop
   * @throws IllegalStateException on a virtual thread
   */
  public static boolean setCurrentThread(long nanos) {
    if (nanos < 1) {
      throw new IllegalArgumentException("timer slack: " + nanos + " ns, must be at least 1");
    }
    PlatformThread.require();
    return Libc.isAvailable() && Libc.prctl(PR_SET_TIMERSLACK, nanos) >= 0;
  }

  /** The slack of the calling platform thread in nanoseconds; empty where there is none. */
  public static OptionalLong currentThread() {
    PlatformThread.require();
    if (!Libc.isAvailable()) {
      return OptionalLong.empty();
    }
    int nanos = Libc.prctl(PR_GET_TIMERSLACK, 0);
    return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
