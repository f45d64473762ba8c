package org.concurrencybench.report.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Parameter;
import org.jspecify.annotations.Nullable;

/** Results of the micro suites as rows of text. */
public final class MicroTable {

  /** The heading. */
  public static final String TITLE = "micro";

  /** What stands in the columns of {@link #row}. */
  public static final List<String> HEADER =
      List.of("benchmark", "score", "error", "CPU us/op", "OS switches/op", "forks x iterations");

  /** How to read it. */
  public static final String MEANING =
      """
      They explain other figures and judge nothing. The score is the mean, with the error to either \
      side it is the 99.9 % interval that JMH computes from the iterations of all forks. CPU and \
      switches are those of the whole process.\
      """;

  private MicroTable() {}

  static List<List<String>> rows(List<MicroResult> results) {
    return results.stream().map(MicroTable::row).toList();
  }

  /** One result in words, a word for each column of {@link #HEADER}. */
  public static List<String> row(MicroResult result) {
    return List.of(
        name(result),
        Digits.of(result.score()) + " " + result.unit(),
        text(result.scoreError()),
        text(result.cpuMicrosPerOperation()),
        text(result.switchesPerOperation()),
        result.forks() + " x " + result.iterations());
  }

  /** As {@code HandOff.pingPong cpus=1 kind=ONE_LOOP}. */
  private static String name(MicroResult result) {
    return result.parameters().values().entrySet().stream()
        .map(MicroTable::parameter)
        .collect(Collectors.joining("", result.benchmark(), ""));
  }

  private static String parameter(Map.Entry<String, Parameter> parameter) {
    return " " + parameter.getKey() + "=" + parameter.getValue();
  }

  private static String text(@Nullable Double value) {
    return value == null ? "-" : Digits.of(value);
  }
}
