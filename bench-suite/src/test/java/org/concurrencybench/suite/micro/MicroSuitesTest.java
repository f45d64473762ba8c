package org.concurrencybench.suite.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.concurrencybench.suite.process.JvmFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** They run; what they say here means nothing. */
@Timeout(150)
class MicroSuitesTest {

  static List<Class<? extends MicroBenchmark>> all() {
    return MicroSuites.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBenchmarkGivesAScoreAndItsCosts(Class<? extends MicroBenchmark> suite)
      throws Exception {
    // One invocation, in this JVM; a thousand contenders would take long while others are at work.
    var options =
        new OptionsBuilder()
            .include("^" + suite.getName().replace(".", "\\.") + "\\.")
            .param("contenders", "1", "10")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .addProfiler(CostProfiler.class)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options, silent()).run();

    long methods =
        Arrays.stream(suite.getMethods())
            .filter(method -> method.isAnnotationPresent(Benchmark.class))
            .count();
    assertThat(results.stream().map(result -> result.getParams().getBenchmark()).distinct().count())
        .isEqualTo(methods)
        .isPositive();
    assertThat(results)
        .allSatisfy(result -> {
          assertThat(result.getPrimaryResult().getScore()).as(result.toString()).isPositive();
          assertThat(result.getSecondaryResults().get(CostProfiler.CPU).getScore()).isPositive();
        });
  }

  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }

  @Test
  void aloneTheyHaveTheFlagsOfAServer() {
    List<String> server = JvmFlags.pinnedTo(1).toList();
    List<String> alone = List.of(MicroBenchmark.class.getAnnotation(Fork.class).jvmArgs());
    assertThat(server).containsAll(alone);
    // Carriers are set by the benchmark; the last is for a control channel.
    assertThat(server.stream().filter(flag -> !alone.contains(flag)))
        .allMatch(flag ->
            flag.startsWith("-Djdk.virtualThreadScheduler.")
                || flag.equals("-XX:+DisplayVMOutputToStderr"));
  }

  @Test
  void everyBenchmarkOfThePackageIsInTheList() {
    String inPackage = "^" + MicroSuites.class.getPackageName().replace(".", "\\.") + "\\.";
    assertThat(
            BenchmarkList.defaultList().find(silent(), List.of(inPackage), List.of()).stream()
                .map(BenchmarkListEntry::getUserClassQName)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            MicroSuites.all().stream().map(Class::getName).toList());
  }
}
