package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.suite.micro.MicroSuites;

/** All suites, in the order of their claims. */
public final class Suites {

  private static final List<Suite> ALL =
      List.of(
          new ShortRequests(),
          new Crowd(),
          new Chat(),
          new Switching(),
          new GlobalLock(),
          new Compute(),
          new SlowBackend(),
          new LongPoll(),
          new Churn(),
          new Sensitivity(),
          new KneeSuite());

  private Suites() {}

  /** Every suite. */
  public static List<Suite> all() {
    return ALL;
  }

  /** What a run of that profile includes if nobody asks for suites by name. */
  public static List<Suite> byDefault(Profile profile) {
    return ALL.stream().filter(suite -> suite.byDefault(profile)).toList();
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
    return Stream.concat(ALL.stream().map(Suite::name), Stream.of(MicroSuites.NAME))
        .collect(Collectors.joining(", "));
  }
}
