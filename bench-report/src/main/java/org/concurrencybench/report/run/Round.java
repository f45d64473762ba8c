package org.concurrencybench.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cell measured once in fresh processes: a window, and its repetitions if it was invalid.
 *
 * @param number from 1; rounds of the same number are compared in pairs
 * @param windows every attempt in order, the invalid ones too
 */
public record Round(int number, List<Window> windows) {

  /** Checks the range and takes a copy. */
  public Round {
    Check.atLeast("number", 1, number);
    windows = Check.list("windows", windows);
  }

  /**
   * The window that stands for this round: the first that is not invalid, because whoever may
   * choose the last repeats until it suits; empty if all are.
   */
  public Optional<Window> result() {
    return windows.stream().filter(window -> window.status() != WindowStatus.INVALID).findFirst();
  }

  Round with(Window window) {
    List<Window> more = new ArrayList<>(windows);
    more.add(window);
    return new Round(number, more);
  }
}
