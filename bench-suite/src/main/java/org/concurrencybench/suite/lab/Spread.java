package org.concurrencybench.suite.lab;

import java.util.List;
import java.util.Locale;

/**
 * Values of several pairs: the one in the middle, and how far they lie apart.
 *
 * @param values at least one, in the order in which they were measured
 */
record Spread(List<Double> values) {

  Spread {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values, so no median");
    }
    values = List.copyOf(values);
  }

  /** The middle one; between the two in the middle of an even number, their mean. */
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** {@code 0.93 (0.90 to 0.97 in 5 pairs)}, each number in {@code format}. */
  String toString(String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + " in %d pair%s)",
        median(),
        min(),
        max(),
        values.size(),
        values.size() == 1 ? "" : "s");
  }
}
