package org.concurrencybench.backend;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose answers wait for their time, the next one first: a binary heap in which
 * each connection knows its place, so that one that ends is taken out at once. No object is made
 * for a call. Used by one thread.
 */
final class DueCalls {

  private static final int FIRST_CAPACITY = 1_024;

  /** The children of place i are at 2i + 1 and 2i + 2, and not due before it. */
  private @Nullable CallerConnection[] heap = new CallerConnection[FIRST_CAPACITY];

  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** What is due next; there must be one. */
  CallerConnection first() {
    return at(0);
  }

  void add(CallerConnection call) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    size++;
    up(call, size - 1);
  }

  /** Takes out a connection that is in here. */
  void remove(CallerConnection call) {
    int hole = call.place;
    size--;
    CallerConnection last = at(size);
    heap[size] = null;
    if (last != call) {
      up(last, hole);
      down(last, last.place);
    }
  }

  private CallerConnection at(int place) {
    CallerConnection call = heap[place];
    if (call == null) {
      throw new IllegalStateException("nothing is due at place " + place + " of " + size);
    }
    return call;
  }

  private void up(CallerConnection call, int from) {
    int place = from;
    while (place > 0 && before(call, at((place - 1) / 2))) {
      put(at((place - 1) / 2), place);
      place = (place - 1) / 2;
    }
    put(call, place);
  }

  private void down(CallerConnection call, int from) {
    int place = from;
    int child = 2 * place + 1;
    while (child < size) {
      if (child + 1 < size && before(at(child + 1), at(child))) {
        child++;
      }
      if (!before(at(child), call)) {
        break;
      }
      put(at(child), place);
      place = child;
      child = 2 * place + 1;
    }
    put(call, place);
  }

  private void put(CallerConnection call, int place) {
    heap[place] = call;
    call.place = place;
  }

  private static boolean before(CallerConnection one, CallerConnection other) {
    return one.dueNanos - other.dueNanos < 0;
  }
}
