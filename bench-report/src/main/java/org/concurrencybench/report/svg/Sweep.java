package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Loop;
import org.concurrencybench.report.run.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Loads of a suite that differ in one number, so that a line may join them.
 *
 * @param title what they have in common, in words
 * @param parameter the name of the number
 * @param loads the load at each of its values, ascending
 */
record Sweep(String title, String parameter, Map<Double, String> loads) {

  /** Whose effect is asked for first, where several change together. */
  private static final List<String> FIRST =
      List.of(
          Parameters.MEMBERS,
          Parameters.CONNECTIONS,
          Parameters.WAIT_MILLIS,
          Parameters.COMPUTE_UNITS,
          Parameters.RATE_PER_SECOND,
          Parameters.PAYLOAD_BYTES);

  /** The sweeps among these loads; a load that belongs to none is in none. */
  static List<Sweep> of(SuiteSummary suite, List<String> loads) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (String load : loads) {
      cells.put(load, suite.under(load).findFirst().orElseThrow().cell());
    }
    return cells.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> words(entry.getValue()), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(group -> split(group).stream())
        .toList();
  }

  private static List<Sweep> split(List<Map.Entry<String, Cell>> group) {
    List<String> numbers = varying(group);
    // One whose values are all different explains the others that change with it.
    for (String parameter : numbers) {
      if (values(group, parameter).size() == group.size() && group.size() > 1) {
        return List.of(sweep(group, parameter, ""));
      }
    }
    List<Sweep> best = List.of();
    for (String parameter : numbers) {
      List<Sweep> sweeps = split(group, parameter, numbers);
      if (count(sweeps) > count(best)) {
        best = sweeps;
      }
    }
    return best;
  }

  private static List<Sweep> split(
      List<Map.Entry<String, Cell>> group, String parameter, List<String> numbers) {
    List<String> others = numbers.stream().filter(name -> !name.equals(parameter)).toList();
    return group.stream()
        .filter(entry -> entry.getValue().parameters().number(parameter) != null)
        .collect(
            Collectors.groupingBy(
                entry -> fixed(entry.getValue(), others), LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(part -> values(part.getValue(), parameter).size() > 1)
        .map(part -> sweep(part.getValue(), parameter, part.getKey()))
        .toList();
  }

  private static int count(List<Sweep> sweeps) {
    ToIntFunction<Sweep> loads = sweep -> sweep.loads().size();
    return sweeps.stream().mapToInt(loads).sum();
  }

  private static Sweep sweep(List<Map.Entry<String, Cell>> group, String parameter, String fixed) {
    Map<Double, String> loads = new LinkedHashMap<>();
    for (double value : values(group, parameter)) {
      group.stream()
          .filter(entry -> Double.valueOf(value).equals(number(entry, parameter)))
          .findFirst()
          .ifPresent(entry -> loads.put(value, entry.getKey()));
    }
    String words = words(group.getFirst().getValue());
    String rate = rate(group, parameter);
    return new Sweep(
        Stream.of(words, rate, fixed)
            .filter(part -> !part.isEmpty())
            .distinct()
            .collect(Collectors.joining(", ")),
        parameter,
        loads);
  }

  /** The rate, where it is the same in all: nobody reads a chart of an open loop without it. */
  private static String rate(List<Map.Entry<String, Cell>> group, String parameter) {
    Set<Double> rates = values(group, Parameters.RATE_PER_SECOND);
    return rates.size() == 1 && !parameter.equals(Parameters.RATE_PER_SECOND)
        ? Digits.of(rates.iterator().next()) + "/s"
        : "";
  }

  /** Numbers of which there are several values, the ones that are asked for first. */
  private static List<String> varying(List<Map.Entry<String, Cell>> group) {
    Set<String> names = new LinkedHashSet<>(FIRST);
    group.forEach(
        entry -> names.addAll(new TreeSet<>(entry.getValue().parameters().values().keySet())));
    return names.stream().filter(name -> values(group, name).size() > 1).toList();
  }

  private static TreeSet<Double> values(List<Map.Entry<String, Cell>> group, String parameter) {
    TreeSet<Double> values = new TreeSet<>();
    for (Map.Entry<String, Cell> entry : group) {
      Double value = number(entry, parameter);
      if (value != null && value > 0) {
        values.add(value);
      }
    }
    return values;
  }

  private static @Nullable Double number(Map.Entry<String, Cell> entry, String parameter) {
    return entry.getValue().parameters().number(parameter);
  }

  /** As {@code http hello, closed loop}. */
  static String words(Cell cell) {
    Parameters parameters = cell.parameters();
    List<String> words = new ArrayList<>();
    String workload = parameters.text(Parameters.WORKLOAD);
    words.add(cell.protocol() + (workload == null ? "" : " " + workload));
    parameters.loop().map(Loop::toString).ifPresent(words::add);
    String arrivals = parameters.text(Parameters.ARRIVALS);
    if (arrivals != null && !arrivals.equals("poisson")) {
      words.add(arrivals + " arrivals");
    }
    return String.join(", ", words);
  }

  private static String fixed(Cell cell, List<String> names) {
    return names.stream()
        .map(name -> {
          Double value = cell.parameters().number(name);
          if (value == null) {
            return "";
          }
          return name.equals(Parameters.RATE_PER_SECOND)
              ? Digits.of(value) + "/s"
              : Names.parameter(name) + " " + Digits.of(value);
        })
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
