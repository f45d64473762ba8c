package org.concurrencybench.driver;

import org.HdrHistogram.Histogram;

/**
 * The requests of a window that computed while others, the bystanders, did not. Nanoseconds.
 *
 * @param response from intended send to reply; those that timed out at their age
 * @param service from actual send to reply
 */
public record Computing(Histogram response, Histogram service) {

  /** How many there were, answered or timed out. */
  public long count() {
    return response.getTotalCount();
  }
}
