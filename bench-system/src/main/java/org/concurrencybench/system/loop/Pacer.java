package org.concurrencybench.system.loop;

/**
 * What an event loop does when it is time, beside moving bytes. Called by the loop's thread only.
 */
public interface Pacer {

  /** No deadline. */
  long NEVER = Long.MAX_VALUE;

  /**
   * How long the loop may sleep from {@code nowNanos} on: nanoseconds, 0 if something is due,
   * {@link #NEVER}.
   */
  long delayNanos(long nowNanos);

  /**
   * Does what is due. Called after every wake-up of the loop, whatever the reason, when its replies
   * have been read.
   */
  void tick(long nowNanos);
}
