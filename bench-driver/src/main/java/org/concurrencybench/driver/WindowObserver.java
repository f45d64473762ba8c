package org.concurrencybench.driver;

import java.time.Duration;

/**
 * Told about a running window about once a second, by the thread that called {@link
 * LoadDriver#run}.
 */
@FunctionalInterface
public interface WindowObserver {

  /** Hears nothing. */
  WindowObserver SILENT = _ -> {};

  /** How far the window is. Must return soon; the workers do not wait for it. */
  void progress(Progress progress);

  /**
   * Counts at about this moment.
   *
   * @param phase the window
   * @param elapsed since its start; beyond its duration while it drains
   */
  record Progress(Phase phase, Duration elapsed, long issued, long completed, long errors) {}
}
