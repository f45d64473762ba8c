package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.WindowStatus;

/**
 * The rounds of a comparison: one value of each round in which every cell has its figure. If one
 * contender of a round is missing, only what it is compared in drops.
 *
 * @param values in the order of the rounds
 * @param obstacles why other rounds have none, and how many
 */
record Pairs(List<Double> values, int bounds, Map<String, Integer> obstacles) {

  Pairs {
    values = List.copyOf(values);
    obstacles = Collections.unmodifiableMap(new TreeMap<>(obstacles));
  }

  static Pairs of(Run run, Rule.Asked asked, Set<WindowStatus> comparable) {
    List<Cell> over = cells(run, asked.over());
    List<Cell> under = cells(run, asked.under());
    if (over.size() < asked.over().size() || under.size() < asked.under().size()) {
      return new Pairs(List.of(), 0, Map.of());
    }
    List<Double> values = new ArrayList<>();
    int bounds = 0;
    Map<String, Integer> obstacles = new TreeMap<>();
    for (int round : rounds(over, under)) {
      Reading above = product(over, round, asked.figure(), comparable, false);
      Reading below = product(under, round, asked.figure(), comparable, asked.underMayBeLimited());
      if (above instanceof Reading.Value(double top, _)
          && below instanceof Reading.Value(double bottom, boolean limited)) {
        values.add(top / bottom);
        bounds += limited ? 1 : 0;
      }
      count(above, obstacles);
      count(below, obstacles);
    }
    return new Pairs(values, bounds, obstacles);
  }

  private static Reading product(
      List<Cell> cells,
      int round,
      Metric metric,
      Set<WindowStatus> comparable,
      boolean mayBeLimited) {
    double product = 1;
    boolean anyLimited = false;
    for (Cell cell : cells) {
      switch (Reading.of(cell, round, metric, comparable, mayBeLimited)) {
        case Reading.Value(double value, boolean limited) -> {
          product *= value;
          anyLimited |= limited;
        }
        case Reading.Obstacle obstacle -> {
          return obstacle;
        }
      }
    }
    return new Reading.Value(product, anyLimited);
  }

  private static void count(Reading reading, Map<String, Integer> obstacles) {
    if (reading instanceof Reading.Obstacle(String words)) {
      obstacles.merge(words, 1, Integer::sum);
    }
  }

  private static List<Cell> cells(Run run, List<String> ids) {
    return ids.stream().map(run::cell).flatMap(Optional::stream).toList();
  }

  private static Set<Integer> rounds(List<Cell> over, List<Cell> under) {
    Set<Integer> numbers = new TreeSet<>();
    for (List<Cell> cells : List.of(over, under)) {
      cells.forEach(cell -> cell.rounds().stream().map(Round::number).forEach(numbers::add));
    }
    return numbers;
  }

  /** Why rounds are missing, as {@code async did not sustain the load in 2}; empty if none are. */
  String missing() {
    return obstacles.entrySet().stream()
        .map(obstacle -> obstacle.getKey() + " in " + obstacle.getValue())
        .collect(Collectors.joining(", "));
  }
}
