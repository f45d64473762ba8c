package org.concurrencybench.driver;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Errors counted by kind, each kind with the words of the first that was seen.
 *
 * @param byKind only kinds that occurred
 */
public record Errors(Map<ErrorKind, Tally> byKind) {

  /** No error. */
  public static final Errors NONE = new Errors(Map.of());

  /** Keeps a copy. */
  public Errors {
    byKind = Map.copyOf(byKind);
  }

  /**
   * How often a kind occurred.
   *
   * @param example the words of one occurrence
   */
  public record Tally(long count, String example) {

    Tally plus(Tally other) {
      return new Tally(count + other.count, example);
    }
  }

  /** Occurrences of one kind. */
  public long count(ErrorKind kind) {
    Tally tally = byKind.get(kind);
    return tally == null ? 0 : tally.count();
  }

  /** Occurrences of all kinds. */
  public long total() {
    return byKind.values().stream().mapToLong(Tally::count).sum();
  }

  /**
   * These without those of {@code kind} that {@code later} has too: connections that were refused
   * when they were opened, and again when they were tried again, are the same.
   */
  public Errors without(ErrorKind kind, Errors later) {
    Map<ErrorKind, Tally> rest = new EnumMap<>(ErrorKind.class);
    rest.putAll(byKind);
    rest.computeIfPresent(
        kind,
        (_, tally) -> {
          long more = tally.count() - later.count(kind);
          return more > 0 ? new Tally(more, tally.example()) : null;
        });
    return new Errors(rest);
  }

  /** Both together. */
  public Errors plus(Errors other) {
    Map<ErrorKind, Tally> sum = new EnumMap<>(ErrorKind.class);
    sum.putAll(byKind);
    other.byKind.forEach((kind, tally) -> sum.merge(kind, tally, Tally::plus));
    return new Errors(sum);
  }

  /**
   * One line for a person, such as {@code 3 RESET (Connection reset by peer), 1 TIMEOUT (...)}, or
   * {@code no errors}.
   */
  @Override
  public String toString() {
    return byKind.isEmpty() ? "no errors" : listed();
  }

  private String listed() {
    return byKind.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getValue().count() + " " + e.getKey() + " (" + e.getValue().example() + ")")
        .collect(Collectors.joining(", "));
  }
}
