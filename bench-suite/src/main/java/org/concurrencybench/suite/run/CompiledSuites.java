package org.concurrencybench.suite.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.suite.micro.MicroSuites;
import org.concurrencybench.suite.suites.MeasuredRound;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH's annotation processor leaves in the build folder, and an IDE's build may not. */
final class CompiledSuites {

  private static final String LIST = BenchmarkList.BENCHMARK_LIST.substring(1);

  private static final String REMEDY =
      ": an IDE may have built there without JMH's annotation processor; delete the folder"
          + " bench-suite/target and build again with ./bench or 'mvn benchmark'";

  private CompiledSuites() {}

  /**
   * Refuses a build in which a suite is missing, before a server is started for it.
   *
   * @throws IllegalArgumentException with the remedy
   */
  static void check() {
    Set<String> listed = listed();
    expected()
        .filter(suite -> !listed.contains(suite))
        .findFirst()
        .ifPresent(missing -> {
          throw new IllegalArgumentException(
              "the build has no benchmark of " + missing + " in " + LIST + REMEDY);
        });
  }

  /** The suites in JMH's list whose generated classes are there as well. */
  private static Set<String> listed() {
    try {
      return BenchmarkList.fromResource(BenchmarkList.BENCHMARK_LIST)
          .getAll(silent(), List.of())
          .stream()
          .filter(CompiledSuites::isGenerated)
          .map(BenchmarkListEntry::getUserClassQName)
          .collect(Collectors.toSet());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "JMH's list %s cannot be read (%s)%s".formatted(LIST, e.getMessage(), REMEDY), e);
    }
  }

  private static boolean isGenerated(BenchmarkListEntry benchmark) {
    String method = benchmark.generatedTarget();
    String file = method.substring(0, method.lastIndexOf('.')).replace('.', '/') + ".class";
    return CompiledSuites.class.getClassLoader().getResource(file) != null;
  }

  private static Stream<String> expected() {
    return Stream.concat(Stream.of(MeasuredRound.class), MicroSuites.all().stream())
        .map(Class::getName);
  }

  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }
}
