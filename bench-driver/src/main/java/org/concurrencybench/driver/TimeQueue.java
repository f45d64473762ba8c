package org.concurrencybench.driver;

import java.util.Arrays;

/**
 * First in, first out, of times in nanoseconds, without an object for each. Holds no memory until
 * first used.
 */
final class TimeQueue {

  private static final long[] NONE = {};
  private static final int FIRST_CAPACITY = 8;
  private static final long LEAST_IN_ALL = 100_000;
  private static final int HEAP_PARTS = 16;

  /** A ring; its length is a power of two. */
  private long[] times = NONE;

  private int head;
  private int size;

  /**
   * Times that all queues of a process may hold: a sixteenth of the heap, and as much again while
   * they grow.
   */
  static long mostInAll() {
    return Math.max(LEAST_IN_ALL, Runtime.getRuntime().maxMemory() / HEAP_PARTS / Long.BYTES);
  }

  int size() {
    return size;
  }

  void add(long timeNanos) {
    if (size == times.length) {
      grow();
    }
    times[head + size & times.length - 1] = timeNanos;
    size++;
  }

  /** The oldest; there must be one. */
  long peek() {
    return times[head];
  }

  /** Takes the oldest; there must be one. */
  long poll() {
    long time = times[head];
    head = head + 1 & times.length - 1;
    size--;
    return time;
  }

  private void grow() {
    long[] larger = Arrays.copyOf(times, Math.max(FIRST_CAPACITY, 2 * size));
    // What had wrapped around continues behind what had not.
    System.arraycopy(larger, 0, larger, size, head);
    times = larger;
  }
}
