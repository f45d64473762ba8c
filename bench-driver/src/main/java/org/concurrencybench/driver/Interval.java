package org.concurrencybench.driver;

import org.HdrHistogram.Histogram;

/**
 * What completed within one interval of a window, a second unless the window is very long;
 * nanoseconds.
 *
 * @param second of its beginning, counted from the start of the window, from 0
 * @param response of the requests that completed in this second
 * @param service the same
 * @param lateness of the requests that were handed over in this second
 * @param connect of the connections that were opened again in this second
 * @param computing response time of the computing requests that completed in this second, if there
 *     are bystanders, whose times the others then are
 * @param untimed requests that completed in this second and were due before the measured interval
 */
public record Interval(
    int second,
    Histogram response,
    Histogram service,
    Histogram lateness,
    Histogram connect,
    Histogram computing,
    long untimed) {

  /** A second in which every time was recorded. */
  public Interval(
      int second,
      Histogram response,
      Histogram service,
      Histogram lateness,
      Histogram connect,
      Histogram computing) {
    this(second, response, service, lateness, connect, computing, 0);
  }

  /** Requests, or deliveries, that completed in this second. */
  public long completed() {
    return response.getTotalCount() + computing.getTotalCount() + untimed;
  }
}
