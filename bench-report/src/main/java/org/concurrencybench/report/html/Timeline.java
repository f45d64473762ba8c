package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * Rounds laid one after the other, with a gap between them. Windows of one round number lie on top
 * of each other, though they were measured one after the other: they are what is compared in pairs.
 *
 * @param starts where each round begins, by its number
 * @param ends the last second of each round
 * @param step seconds from a point to the next
 */
record Timeline(Map<Integer, Integer> starts, Map<Integer, Integer> ends, int step) {

  private static final int GAP = 1;

  static Timeline of(Collection<List<WindowTimes>> all) {
    Map<Integer, Integer> ends = new TreeMap<>();
    int step = Integer.MAX_VALUE;
    for (List<WindowTimes> times : all) {
      for (WindowTimes window : times) {
        int before = -1;
        for (int second : window.seconds().keySet()) {
          ends.merge(window.round(), second, Math::max);
          step = before < 0 ? step : Math.min(step, second - before);
          before = second;
        }
      }
    }
    step = step == Integer.MAX_VALUE ? 1 : step;
    Map<Integer, Integer> starts = new TreeMap<>();
    int at = 0;
    for (var end : ends.entrySet()) {
      starts.put(end.getKey(), at);
      at += end.getValue() + step + GAP * step;
    }
    return new Timeline(starts, ends, step);
  }

  /** Every step of every round, and one in each gap, where no line has a value. */
  List<Double> xs() {
    List<Double> xs = new ArrayList<>();
    starts.forEach((round, start) -> {
      for (int second = 0; second <= end(round) + step; second += step) {
        xs.add((double) start + second);
      }
    });
    return xs;
  }

  /** A tick where each round begins. */
  List<Chart.Tick> ticks() {
    return starts.entrySet().stream()
        .map(start -> new Chart.Tick(start.getValue(), "round " + start.getKey()))
        .toList();
  }

  /** Marks at the first step of each round and the middle one. */
  List<Integer> marks() {
    List<Double> xs = xs();
    return IntStream.range(0, xs.size())
        .filter(i ->
            starts.entrySet().stream()
                .anyMatch(start ->
                    at(xs.get(i), start.getValue())
                        || at(xs.get(i), start.getValue() + middle(end(start.getKey())))))
        .boxed()
        .toList();
  }

  private static boolean at(double x, int second) {
    return x == second;
  }

  private int middle(int end) {
    int half = end / 2;
    return half - half % step;
  }

  private int end(int round) {
    return ends.getOrDefault(round, 0);
  }

  /** A contender's line: valid and saturated rounds joined, invalid ones as crosses. */
  Chart.Line line(String contender, List<WindowTimes> times, Percentile percentile) {
    List<@Nullable Double> values = new ArrayList<>();
    List<Chart.Dot> maxima = new ArrayList<>();
    List<Chart.Dot> invalid = new ArrayList<>();
    for (var start : starts.entrySet()) {
      WindowTimes window =
          times.stream()
              .filter(candidate -> candidate.round() == start.getKey())
              .findFirst()
              .orElse(null);
      for (int second = 0; second <= end(start.getKey()) + step; second += step) {
        LatencySummary summary = window == null ? null : window.seconds().get(second);
        Double value = summary == null ? null : summary.micros(percentile);
        double x = (double) start.getValue() + second;
        if (window != null && window.status() == WindowStatus.INVALID) {
          values.add(null);
          if (value != null && value > 0) {
            invalid.add(new Chart.Dot(x, value));
          }
        } else {
          values.add(value == null || value <= 0 ? null : value);
          Double max = summary == null ? null : summary.maxMicros();
          if (max != null && max > 0) {
            maxima.add(new Chart.Dot(x, max));
          }
        }
      }
    }
    return new Chart.Line(
        contender, true, values, null, null, List.of(), maxima, invalid, List.of(), List.of());
  }
}
