package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.run.Window;

/**
 * A headline figure in the rounds of a cell that have it.
 *
 * @param values in the order of the rounds
 * @param obstacles why other valid rounds do not count, and how many
 */
record Sample(List<Double> values, Map<String, Integer> obstacles) {

  Sample {
    values = List.copyOf(values);
    obstacles = new TreeMap<>(obstacles);
  }

  static Sample of(CellSummary cell, Headline headline) {
    List<Double> values = new ArrayList<>();
    Map<String, Integer> obstacles = new TreeMap<>();
    for (Window window : cell.valid()) {
      Double value = headline.figure().of(window);
      if (value == null || !headline.asks().test(window)) {
        continue;
      }
      if (!headline.counts().test(window)) {
        obstacles.merge(headline.otherwise(), 1, Integer::sum);
      } else if (!(value > 0)) {
        // A ratio of what is nothing, or less, says nothing: a slope of memory may be below zero.
        obstacles.merge("not above zero", 1, Integer::sum);
      } else {
        values.add(value);
      }
    }
    return new Sample(values, obstacles);
  }

  /** Whether no round has the figure at all. */
  boolean isAbsent() {
    return values.isEmpty() && obstacles.isEmpty();
  }

  /** The only reason why none counts; empty if there are others or some do. */
  Optional<String> onlyObstacle() {
    return values.isEmpty() && obstacles.size() == 1
        ? obstacles.keySet().stream().findFirst()
        : Optional.empty();
  }

  /** As {@code 2 rounds (1 driver-limited)}. */
  String words() {
    String counted = values.size() == 1 ? "1 round" : values.size() + " rounds";
    return obstacles.isEmpty()
        ? counted
        : counted
            + obstacles.entrySet().stream()
                .map(obstacle -> obstacle.getValue() + " " + obstacle.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
  }
}
