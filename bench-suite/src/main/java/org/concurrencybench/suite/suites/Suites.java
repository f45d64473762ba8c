package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.Collectors;

/** All suites, in the order of their claims. */
public final class Suites {

  private static final List<Suite> ALL =
      List.of(
          new Suite(
              ShortRequests.NAME,
              "A hundred, even five hundred threads carry short requests well: 5,000 requests/s on"
                  + " one small core need no async.",
              ShortRequests.class,
              ShortRequests::levels));

  private Suites() {}

  /** Every suite. */
  public static List<Suite> all() {
    return ALL;
  }

  /**
   * The suite of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Suite named(String name) {
    return ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("unknown suite '" + name + "'; there are " + names()));
  }

  private static String names() {
    return ALL.stream().map(Suite::name).collect(Collectors.joining(", "));
  }
}
