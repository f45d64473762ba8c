package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.run.Parameter;
import org.concurrencybench.report.run.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Loads of a suite that differ in one parameter: the ones that a line may join.
 *
 * <p>Parameters that follow from it, as the publish rate from the members of a room at a fixed rate
 * of deliveries, may change along with it, and are named.
 *
 * @param parameter the name of the one
 * @param fixed what is the same in all, by name
 * @param along names of those that change with it
 * @param cells the cells, of all contenders
 */
record Sweep(
    String parameter, Map<String, String> fixed, Set<String> along, List<CellSummary> cells) {

  private static final String PROTOCOL = "protocol";

  /** Whose effect is asked for first, where two parameters change together. */
  private static final List<String> FIRST =
      List.of(
          Parameters.CONNECTIONS,
          Parameters.MEMBERS,
          Parameters.WAIT_MILLIS,
          Parameters.COMPUTE_UNITS,
          Parameters.RATE_PER_SECOND,
          Parameters.PAYLOAD_BYTES);

  /** The sweeps of a suite, each set of cells once. */
  static List<Sweep> of(SuiteSummary suite) {
    Map<Map<String, String>, List<CellSummary>> alike =
        suite.cells().stream()
            .collect(Collectors.groupingBy(Sweep::words, LinkedHashMap::new, Collectors.toList()));
    List<Sweep> sweeps = new ArrayList<>();
    Set<Set<String>> known = new HashSet<>();
    for (var group : alike.entrySet()) {
      for (String parameter : names(group.getValue())) {
        sweeps(parameter, group.getKey(), group.getValue()).stream()
            .filter(sweep -> known.add(sweep.ids()))
            .forEach(sweeps::add);
      }
    }
    return sweeps;
  }

  private static List<Sweep> sweeps(
      String parameter, Map<String, String> words, List<CellSummary> cells) {
    List<CellSummary> having =
        cells.stream().filter(cell -> number(cell, parameter) != null).toList();
    Set<String> along = new LinkedHashSet<>();
    Set<String> fixed = new LinkedHashSet<>();
    for (String other : names(having)) {
      if (!other.equals(parameter) && values(having, other).size() > 1) {
        (follows(having, parameter, other) ? along : fixed).add(other);
      }
    }
    Map<Map<String, String>, List<CellSummary>> subgroups =
        having.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> only(cell, fixed), LinkedHashMap::new, Collectors.toList()));
    List<Sweep> sweeps = new ArrayList<>();
    subgroups.forEach((values, members) -> {
      if (values(members, parameter).size() > 1) {
        Map<String, String> all = new LinkedHashMap<>(words);
        all.putAll(values);
        sweeps.add(new Sweep(parameter, all, along, members));
      }
    });
    return sweeps;
  }

  /** Whether {@code other} has one value for each value of the parameter. */
  private static boolean follows(List<CellSummary> cells, String parameter, String other) {
    Map<Double, Set<String>> seen = new TreeMap<>();
    for (CellSummary cell : cells) {
      seen.computeIfAbsent(number(cell, parameter), _ -> new HashSet<>())
          .add(String.valueOf(number(cell, other)));
    }
    return seen.values().stream().allMatch(values -> values.size() == 1)
        && values(cells, other).size() <= seen.size();
  }

  private static List<String> names(List<CellSummary> cells) {
    Set<String> rest = new TreeSet<>();
    for (CellSummary cell : cells) {
      cell.cell()
          .parameters()
          .values()
          .forEach((name, value) -> {
            if (isNumber(value)) {
              rest.add(name);
            }
          });
    }
    return Stream.concat(
            FIRST.stream().filter(rest::contains),
            rest.stream().filter(name -> !FIRST.contains(name)))
        .toList();
  }

  private static boolean isNumber(Parameter value) {
    return switch (value) {
      case Parameter.Whole _, Parameter.Decimal _ -> true;
      case Parameter.Text _, Parameter.Truth _ -> false;
    };
  }

  /** What is no number and must be the same: protocol, loop, kind of work. */
  private static Map<String, String> words(CellSummary cell) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(PROTOCOL, cell.cell().protocol());
    cell.cell()
        .parameters()
        .values()
        .forEach((name, value) -> {
          if (!isNumber(value)) {
            words.put(name, value.toString());
          }
        });
    return words;
  }

  private static Map<String, String> only(CellSummary cell, Set<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      String text = cell.cell().parameters().text(name);
      if (text != null) {
        values.put(name, text);
      }
    }
    return values;
  }

  private static TreeSet<Double> values(List<CellSummary> cells, String name) {
    return cells.stream()
        .map(cell -> number(cell, name))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable Double number(CellSummary cell, String name) {
    return cell.cell().parameters().number(name);
  }

  private Set<String> ids() {
    return cells.stream().map(cell -> cell.cell().id()).collect(Collectors.toSet());
  }

  /** The values of the parameter, ascending. */
  List<Double> values() {
    return List.copyOf(values(cells, parameter));
  }

  /** Contenders in the order of the run. */
  List<String> contenders() {
    return cells.stream().map(cell -> cell.cell().contender()).distinct().toList();
  }

  /** The cells of a contender by value; of two at one value the first. */
  Map<Double, CellSummary> of(String contender) {
    Map<Double, CellSummary> byValue = new TreeMap<>();
    cells.stream()
        .filter(cell -> cell.cell().contender().equals(contender))
        .forEach(cell -> byValue.putIfAbsent(number(cell, parameter), cell));
    return byValue;
  }
}
