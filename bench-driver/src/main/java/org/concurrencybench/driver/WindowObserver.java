package org.concurrencybench.driver;

import java.time.Duration;

/**
 * Told about a running window: when its measured interval begins and ends, and about once a second
 * in between and after. Called by the thread that called {@link LoadDriver#run}, in this order:
 *
 * <pre>
 *   began  progress ... progress  ended  progress ... (while it drains)
 * </pre>
 *
 * <p>Must return soon; the workers do not wait for it.
 */
@FunctionalInterface
public interface WindowObserver {

  /** Hears nothing. */
  WindowObserver SILENT = _ -> {};

  /** How far the window is. */
  void progress(Progress progress);

  /** The measured interval begins now: counters that are read now are those of its beginning. */
  default void began() {}

  /** The measured interval is over; requests may still be open. */
  default void ended() {}

  /**
   * Counts at about this moment.
   *
   * @param phase the window
   * @param elapsed since its measured interval began; beyond its duration while it drains
   */
  record Progress(Phase phase, Duration elapsed, long issued, long completed, long errors) {}
}
