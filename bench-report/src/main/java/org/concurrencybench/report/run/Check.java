package org.concurrencybench.report.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the records here ask of their components, with messages that quote the value. */
final class Check {

  private Check() {}

  static String text(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
    return value;
  }

  static int atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + ", must be at least " + least);
    }
    return value;
  }

  static long notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + ", must not be negative");
    }
    return value;
  }

  /** JSON has no NaN, and a figure that was not measured is null. */
  static void finite(String name, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + ": " + value + ", must be a number (null if it was not measured)");
    }
  }

  static void notNegative(String name, @Nullable Double value) {
    finite(name, value);
    if (value != null && value < 0) {
      throw new IllegalArgumentException(name + ": " + value + ", must not be negative");
    }
  }

  static <T> List<T> list(String name, List<T> value) {
    return List.copyOf(Objects.requireNonNull(value, name));
  }

  /** A copy that keeps the order. */
  static <V> Map<String, V> map(String name, Map<String, V> value) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(value, name)));
  }

  /** A copy in the order of its keys. */
  static <V> Map<String, V> sorted(String name, Map<String, V> value) {
    return Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(value, name)));
  }
}
