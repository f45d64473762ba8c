package org.concurrencybench.report.judge;

import java.util.List;
import org.concurrencybench.report.run.WindowStatus;

/**
 * The status of a window.
 *
 * @param reasons why it is not valid, one sentence each with the figure and its threshold; empty if
 *     it is
 */
public record Judgement(WindowStatus status, List<String> reasons) {

  /** Takes a copy. */
  public Judgement {
    reasons = List.copyOf(reasons);
  }
}
