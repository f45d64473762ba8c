package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * Messages of a chat. Every one is accounted for: published times members = delivered + dropped.
 *
 * @param published messages sent to rooms
 * @param expected deliveries that must follow: each message times the members of its room
 * @param delivered that arrived, in order and intact
 * @param dropped that the server declared dropped, by disconnecting a slow member; of those that
 *     were uncertain to it, the ones that did not arrive
 * @param deliveriesPerSecond arrived a second
 * @param serverCpuMicrosPerDelivery CPU of the server for one of them
 * @param uncertain messages in writes that failed, of which the server does not know whether the
 *     kernel took them; null in runs that did not say so
 */
public record Deliveries(
    long published,
    long expected,
    long delivered,
    long dropped,
    double deliveriesPerSecond,
    @Nullable Double serverCpuMicrosPerDelivery,
    @Nullable Long uncertain) {

  /** Checks the ranges. */
  public Deliveries {
    Check.notNegative("published", published);
    Check.notNegative("expected", expected);
    Check.notNegative("delivered", delivered);
    Check.notNegative("dropped", dropped);
    Check.notNegative("deliveriesPerSecond", deliveriesPerSecond);
    Check.notNegative("serverCpuMicrosPerDelivery", serverCpuMicrosPerDelivery);
    if (uncertain != null) {
      Check.notNegative("uncertain", uncertain.longValue());
    }
  }

  /** Deliveries of which none is uncertain. */
  public Deliveries(
      long published,
      long expected,
      long delivered,
      long dropped,
      double deliveriesPerSecond,
      @Nullable Double serverCpuMicrosPerDelivery) {
    this(
        published,
        expected,
        delivered,
        dropped,
        deliveriesPerSecond,
        serverCpuMicrosPerDelivery,
        null);
  }
}
