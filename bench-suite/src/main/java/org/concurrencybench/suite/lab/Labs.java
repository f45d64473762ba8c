package org.concurrencybench.suite.lab;

import java.util.List;
import java.util.stream.Collectors;

/** The labs that there are. */
public final class Labs {

  private static final List<Lab> ALL =
      List.of(
          new CoordinatedOmissionLab(),
          TwinLab.same(),
          TwinLab.handicap(),
          new DriverCostLab(),
          new ServerOverheadLab(),
          new IdleMemoryLab());

  private Labs() {}

  /** All of them. */
  public static List<Lab> all() {
    return ALL;
  }

  /**
   * The lab of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Lab named(String name) {
    return ALL.stream()
        .filter(lab -> lab.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown lab '%s'; there are %s"
                    .formatted(
                        name, ALL.stream().map(Lab::name).collect(Collectors.joining(", ")))));
  }
}
