package org.concurrencybench.suite.knee;

import org.concurrencybench.report.figure.Digits;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param met the highest load that met the objective; null if none did
 * @param above the lowest load above it that did not, or of which nothing could be said; null if
 *     there was none up to the highest that was to be tried
 * @param limit what {@code above} is
 * @param settled whether the search came to its end, both sides confirmed in longer windows; if
 *     not, it had used up its probes
 * @param probes how many windows it took
 */
public record Knee(
    @Nullable Double met, @Nullable Double above, Limit limit, boolean settled, int probes) {

  /** What kept the load from being higher. */
  public enum Limit {
    /** The server: the load above missed the objective. */
    SERVER,
    /** The driver, or the machine: no window with the load above could be believed. */
    DRIVER,
    /** Nothing: no higher load was to be tried. */
    NONE
  }

  /**
   * For a person.
   *
   * @param unit what the load is counted in, as {@code requests/s}
   */
  public String inWords(String unit) {
    String words =
        met == null
            ? nothing(unit)
            : switch (limit) {
              case SERVER -> "%s %s; %s".formatted(Digits.of(met), unit, failed());
              case DRIVER ->
                  "at least %s %s, driver-limited; %s".formatted(Digits.of(met), unit, failed());
              case NONE -> "at least %s %s; no more was tried".formatted(Digits.of(met), unit);
            };
    return settled ? words : words + " (not settled after " + probes + " probes)";
  }

  private String nothing(String unit) {
    return above == null
        ? "unknown: no window could be believed"
        : "none; even %s %s".formatted(unit, failed());
  }

  private String failed() {
    String how = limit == Limit.DRIVER ? "could not be measured" : "did not meet it";
    return above == null ? how : Digits.of(above) + " " + how;
  }
}
