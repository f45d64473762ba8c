package org.concurrencybench.report.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * micro.csv: one row for each benchmark of the micro suites and choice of parameters. Parameters
 * that occur have a column each.
 */
public final class MicroCsv {

  private static final List<String> COLUMNS =
      List.of(
          "benchmark",
          "mode",
          "score",
          "scoreError",
          "unit",
          "cpuMicrosPerOperation",
          "switchesPerOperation",
          "forks",
          "iterations");

  private MicroCsv() {}

  /** The whole file. */
  public static String of(Run run) {
    List<String> parameters =
        run.micro().stream()
            .flatMap(result -> result.parameters().values().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    return run.micro().stream()
        .map(result -> line(result, parameters))
        .collect(Collectors.joining("", header(parameters), ""));
  }

  private static String header(List<String> parameters) {
    List<@Nullable Object> names = new ArrayList<>(COLUMNS);
    parameters.forEach(parameter -> names.add("parameter." + parameter));
    return CsvLine.of(names);
  }

  private static String line(MicroResult result, List<String> parameters) {
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                result.benchmark(),
                result.mode(),
                result.score(),
                result.scoreError(),
                result.unit(),
                result.cpuMicrosPerOperation(),
                result.switchesPerOperation(),
                result.forks(),
                result.iterations()));
    parameters.forEach(parameter -> values.add(result.parameters().text(parameter)));
    return CsvLine.of(values);
  }
}
