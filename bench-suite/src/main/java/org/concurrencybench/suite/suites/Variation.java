package org.concurrencybench.suite.suites;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a claim changes of a model's defaults, as options of {@code bench serve}. */
@SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
public enum Variation {
  /** Nothing. */
  NONE(),
  /** The sender writes to the members of a room itself. */
  DIRECT("--fanout", "direct"),
  /** Computations run in a pool of their own. */
  OFFLOAD("--compute", "offload"),
  /** One lock around the work of the whole server. */
  LOCKED("--global-lock"),
  /** Five hundred connections at most, as a pool of five hundred threads would serve. */
  BOUNDED("--max-connections", Integer.toString(Variation.BOUND));

  /** The connections that a bounded server serves. */
  private static final int BOUND = 500;

  private final List<String> options;

  Variation(String... options) {
    this.options = List.of(options);
  }

  /** Options for {@code bench serve}. */
  List<String> options() {
    return options;
  }

  /** How many connections such a server serves at once. */
  int mostConnections() {
    return this == BOUNDED ? BOUND : Integer.MAX_VALUE;
  }

  static Variation named(String name) {
    return Arrays.stream(values())
        .filter(variation -> variation.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown variation '" + name + "'"));
  }

  /** The name in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
