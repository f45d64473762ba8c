package org.concurrencybench.driver;

import java.util.EnumMap;
import java.util.Map;
import org.concurrencybench.driver.Errors.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Counts errors by kind and keeps the words of the first of each. Used by one thread, the first
 * that counts; read by others when that has finished.
 */
final class Tallies {

  private final Map<ErrorKind, Tally> byKind = new EnumMap<>(ErrorKind.class);
  private @Nullable Thread owner;
  private long total;

  void count(ErrorKind kind, String words) {
    own();
    Tally before = byKind.get(kind);
    byKind.put(
        kind,
        before == null
            ? new Tally(1, Refusals.printable(words))
            : new Tally(before.count() + 1, before.example()));
    total++;
  }

  /** Takes over all that {@code other} has counted. */
  void takeFrom(Tallies other) {
    own();
    other.own();
    other.byKind.forEach((kind, tally) -> byKind.merge(kind, tally, Tally::plus));
    total += other.total;
    other.byKind.clear();
    other.total = 0;
  }

  /** A second thread would lose counts, or double them, now and then and unseen. */
  private void own() {
    Thread now = Thread.currentThread();
    if (owner == null) {
      owner = now;
    } else if (!owner.equals(now)) {
      throw new IllegalStateException(
          "counted by thread '%s', and now used by '%s'".formatted(owner.getName(), now.getName()));
    }
  }

  long total() {
    return total;
  }

  Errors errors() {
    return new Errors(byKind);
  }
}
