package org.concurrencybench.report.claim;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a claim is decided, as its file says it.
 *
 * @param suite whose claim it is
 * @param version from 1; a changed rule is another version
 * @param claim the sentence that people say
 * @param needs what the machine must offer
 * @param windows which windows may be compared; saturated ones where a ceiling is the question
 * @param comparisons all of which must hold
 * @param guards what must be so beside
 * @param beside figures that explain and decide nothing
 * @param remark what a reader must not overlook
 */
record Rule(
    String suite,
    int version,
    String claim,
    Needs needs,
    Set<WindowStatus> windows,
    List<Asked> comparisons,
    List<Guard> guards,
    List<Aside> beside,
    @Nullable String remark) {

  Rule {
    filled("suite", suite);
    filled("claim", claim);
    Objects.requireNonNull(needs, "needs");
    windows = Set.copyOf(windows);
    comparisons = List.copyOf(comparisons);
    guards = List.copyOf(guards);
    beside = List.copyOf(beside);
    if (version < 1) {
      throw new IllegalArgumentException("version: " + version + ", must be at least 1");
    }
    if (windows.isEmpty() || windows.contains(WindowStatus.INVALID) || comparisons.isEmpty()) {
      throw new IllegalArgumentException(
          "a rule compares " + comparisons.size() + " things in windows that are " + windows);
    }
    for (String cell : Stream.concat(cells(comparisons), guardedCells(guards)).toList()) {
      if (!cell.startsWith(suite + "/")) {
        throw new IllegalArgumentException("cell \"" + cell + "\" is not of suite " + suite);
      }
    }
  }

  /**
   * What the machine must offer.
   *
   * @param serverCpusAtLeast CPUs of the server
   * @param serverCpusAtMost the most of them; null if there may be any number
   * @param pinned whether server and driver must be held to CPUs of their own
   * @param connections that the largest load opens
   */
  record Needs(
      int serverCpusAtLeast, @Nullable Integer serverCpusAtMost, boolean pinned, int connections) {}

  /**
   * One estimate: the product of the cells {@code over}, divided by that of the cells {@code
   * under}. One over one is a ratio, two over two a ratio of ratios, one alone a figure.
   *
   * @param underMayBeLimited whether a percentile {@code under} that the driver limited is compared
   *     all the same. Lateness is part of response time, so that it is at most too high and the
   *     ratio at most too low: it may support a claim of at least so much, and never contradicts it
   */
  record Asked(
      String says,
      Metric figure,
      List<String> over,
      List<String> under,
      Direction direction,
      double margin,
      boolean underMayBeLimited) {

    Asked {
      filled("says", says);
      Objects.requireNonNull(figure, "figure");
      over = List.copyOf(over);
      under = List.copyOf(under);
      Objects.requireNonNull(direction, "direction");
      boolean one = over.size() == 1 && under.isEmpty();
      if (!one && (over.isEmpty() || over.size() != under.size())) {
        throw new IllegalArgumentException(
            "\"" + says + "\" has " + over.size() + " cells over " + under.size());
      }
      if (!(margin > 0)) {
        throw new IllegalArgumentException("margin: " + margin + ", must be above 0");
      }
      if (underMayBeLimited && (direction != Direction.AT_LEAST || under.isEmpty())) {
        throw new IllegalArgumentException(
            "\"" + says + "\": underMayBeLimited goes with a ratio that is at least something");
      }
    }

    boolean isRatio() {
      return !under.isEmpty();
    }

    Stream<String> cells() {
      return Stream.concat(over.stream(), under.stream());
    }
  }

  /** What must be so in every round of every cell, whatever the estimates say. */
  record Guard(String says, Metric figure, List<String> cells, Direction direction, double limit) {

    Guard {
      filled("says", says);
      Objects.requireNonNull(figure, "figure");
      cells = List.copyOf(cells);
      Objects.requireNonNull(direction, "direction");
    }
  }

  /**
   * A figure that explains.
   *
   * @param quoted whether the sentence tells it
   */
  record Aside(String says, Metric figure, List<String> cells, boolean quoted) {

    Aside {
      filled("says", says);
      Objects.requireNonNull(figure, "figure");
      cells = List.copyOf(cells);
    }
  }

  /** Every cell that is compared, once. */
  List<String> comparedCells() {
    return cells(comparisons).distinct().toList();
  }

  private static Stream<String> cells(List<Asked> comparisons) {
    return comparisons.stream().flatMap(Asked::cells);
  }

  private static Stream<String> guardedCells(List<Guard> guards) {
    return guards.stream().flatMap(guard -> guard.cells().stream());
  }

  private static void filled(String name, String text) {
    if (Objects.requireNonNull(text, name).isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
