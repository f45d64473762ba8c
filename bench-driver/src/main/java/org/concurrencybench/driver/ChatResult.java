package org.concurrencybench.driver;

/**
 * What one window of a chat showed.
 *
 * @param window the times are those of deliveries: response from the intended publish, service from
 *     the actual one, lateness that of the publish. Issued and completed are publishes: a publish
 *     is completed when it has reached everybody, counted in publishes' worth of deliveries. In
 *     flight are deliveries. A wrong delivery is an error beside the publishes
 * @param rooms the account of deliveries
 */
public record ChatResult(WindowResult window, RoomCounts rooms) {

  /** Deliveries per second: those inside the issuing interval over its length. */
  public double deliveriesPerSecond() {
    return rooms.deliveredInside() / (window.phase().duration().toNanos() / 1e9);
  }
}
