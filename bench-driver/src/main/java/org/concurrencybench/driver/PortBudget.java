package org.concurrencybench.driver;

/**
 * Sees to it that a driver that opens and closes connections all the time does not run out of
 * ports: each is taken for a while after its connection. As many may be opened at once as there are
 * ports, and then as many a second as come free. Knows no clock. Used by one thread.
 */
final class PortBudget {

  private final double ports;
  private final double nanosPerPort;
  private double free;
  private long countedNanos;

  /**
   * All free.
   *
   * @param ports how many there are
   * @param takenNanos how long each is taken
   */
  PortBudget(int ports, long takenNanos, long nowNanos) {
    this.ports = ports;
    this.nanosPerPort = (double) takenNanos / ports;
    this.free = ports;
    this.countedNanos = nowNanos;
  }

  /** Takes one; false if none is free. */
  boolean take(long nowNanos) {
    free = Math.min(ports, free + (nowNanos - countedNanos) / nanosPerPort);
    countedNanos = nowNanos;
    if (free < 1) {
      return false;
    }
    free--;
    return true;
  }

  /** From now until one is free, as {@link #take} has last seen it. */
  long nanosUntilFree() {
    return free >= 1 ? 0 : (long) Math.ceil((1 - free) * nanosPerPort);
  }
}
