package org.concurrencybench.driver;

import java.util.EnumMap;
import java.util.Map;
import org.concurrencybench.driver.Errors.Tally;

/** Counts errors by kind and keeps the words of the first of each. Used by one thread. */
final class Tallies {

  private final Map<ErrorKind, Tally> byKind = new EnumMap<>(ErrorKind.class);
  private long total;

  void count(ErrorKind kind, String words) {
    byKind.merge(kind, new Tally(1, words), Tally::plus);
    total++;
  }

  /** Takes over all that {@code other} has counted. */
  void takeFrom(Tallies other) {
    other.byKind.forEach((kind, tally) -> byKind.merge(kind, tally, Tally::plus));
    total += other.total;
    other.byKind.clear();
    other.total = 0;
  }

  long total() {
    return total;
  }

  Errors errors() {
    return new Errors(byKind);
  }
}
