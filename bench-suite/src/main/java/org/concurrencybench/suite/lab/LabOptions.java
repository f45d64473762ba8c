package org.concurrencybench.suite.lab;

import java.time.Duration;
import java.util.List;

/**
 * How much a lab measures.
 *
 * @param pairs how often the two sides are measured, in turn
 * @param duration length of one window
 * @param connections numbers of connections; each lab says what it does with them
 * @param models names of models
 */
public record LabOptions(
    int pairs, Duration duration, List<Integer> connections, List<String> models) {

  /** Checks the ranges. */
  public LabOptions {
    if (pairs < 1) {
      throw new IllegalArgumentException("pairs: " + pairs + ", must be at least 1");
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "duration of " + duration.toMillis() + " ms: must be at least 1s");
    }
    for (int count : connections) {
      if (count < 1) {
        throw new IllegalArgumentException("connections: " + count + ", must be at least 1");
      }
    }
    connections = List.copyOf(connections);
    models = List.copyOf(models);
  }

  /** The same with another number of pairs. */
  public LabOptions withPairs(int count) {
    return new LabOptions(count, duration, connections, models);
  }

  /** The same with windows of another length. */
  public LabOptions withDuration(Duration other) {
    return new LabOptions(pairs, other, connections, models);
  }

  /** The same with other numbers of connections. */
  public LabOptions withConnections(List<Integer> others) {
    return new LabOptions(pairs, duration, others, models);
  }

  /** The same with other models. */
  public LabOptions withModels(List<String> others) {
    return new LabOptions(pairs, duration, connections, others);
  }
}
