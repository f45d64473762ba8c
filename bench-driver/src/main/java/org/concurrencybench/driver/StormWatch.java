package org.concurrencybench.driver;

/**
 * Sees one worker's members leave and return. Used by the worker's thread, read by others after the
 * window.
 */
final class StormWatch {

  private final long atNanos;
  private boolean broken;
  private long brokeNanos;
  private int away;
  private long lastReturnedNanos;

  StormWatch(long atNanos) {
    this.atNanos = atNanos;
  }

  /** When it is to break. */
  long atNanos() {
    return atNanos;
  }

  boolean broken() {
    return broken;
  }

  void breaks(long nowNanos, int members) {
    broken = true;
    brokeNanos = nowNanos;
    away = members;
  }

  void returned(long nowNanos) {
    if (broken && away > 0) {
      away--;
      lastReturnedNanos = nowNanos;
    }
  }

  int away() {
    return away;
  }

  long brokeNanos() {
    return brokeNanos;
  }

  long lastReturnedNanos() {
    return lastReturnedNanos;
  }
}
