package org.concurrencybench.suite.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.concurrencybench.report.store.LineFile;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.suite.micro.CostProfiler;
import org.concurrencybench.suite.micro.MicroBenchmark;
import org.concurrencybench.suite.micro.MicroSuites;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The micro suites of a run: JMH as its authors meant it, forks with the flags of the servers, on
 * all CPUs of the run, since nothing else runs meanwhile. Each result is in run.json when it is
 * there; {@value #JMH_JSON} has them in JMH's own format, class by class.
 */
final class MicroRun {

  /** In the run's directory. */
  static final String JMH_JSON = "jmh-micro.json";

  private static final TimeValue SMOKE_ITERATION = TimeValue.milliseconds(50);
  private static final TimeValue QUICK_ITERATION = TimeValue.milliseconds(400);

  private final Profile profile;
  private final CpuLayout layout;
  private final RunDirectory directory;
  private final PrintWriter out;
  private final List<RunResult> results = new ArrayList<>();

  /** A run that tells {@code out} how far it is. */
  MicroRun(Profile profile, CpuLayout layout, RunDirectory directory, PrintWriter out) {
    this.profile = profile;
    this.layout = layout;
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs them all. A class of which a fork fails is left there, and the next one follows.
   *
   * @return how many classes failed
   */
  int run() throws IOException {
    if (layout.pinned()) {
      // Forks inherit it, and so does what they take for the number of processors.
      Affinity.pinThisProcess(cpus());
    }
    int failed = 0;
    int benchmarks = MicroSuites.all().stream().mapToInt(MicroRun::count).sum();
    try (Progress progress = Progress.of(MicroSuites.NAME, benchmarks, out)) {
      for (Class<? extends MicroBenchmark> suite : MicroSuites.all()) {
        failed += run(suite, progress) ? 0 : 1;
      }
    }
    return failed;
  }

  private CpuSet cpus() {
    return layout.server().and(layout.driver()).and(layout.backend()).and(layout.launcher());
  }

  private boolean run(Class<? extends MicroBenchmark> suite, Progress progress) throws IOException {
    Path log = directory.jmhLog();
    try (var words = new PrintStream(LineFile.at(log), true, StandardCharsets.UTF_8)) {
      OutputFormat format = OutputFormatFactory.createFormatInstance(words, VerboseMode.NORMAL);
      var heard =
          new MicroProgress(
              format, progress, result -> directory.save(directory.load().withMicro(result)));
      results.addAll(new Runner(options(suite), heard).run());
      directory.write(JMH_JSON, json(results));
      if (words.checkError()) {
        throw new IOException(log + " could not be written to its end: is the disk full?");
      }
      return true;
    } catch (RunnerException e) {
      out.printf(
          "%s %s failed: %s (see %s)%n",
          MicroSuites.NAME, suite.getSimpleName(), JmhRound.reason(e), log.getFileName());
      out.flush();
      return false;
    }
  }

  private Options options(Class<? extends MicroBenchmark> suite) {
    var options =
        new OptionsBuilder()
            .include(pattern(suite))
            .addProfiler(CostProfiler.class)
            .shouldFailOnError(true)
            .jvmArgs(JvmFlags.pinnedTo(cpus().size()).toList().toArray(String[]::new));
    if (!layout.pinned()) {
      options.param("cpus", "all");
    }
    return thoroughness(options).build();
  }

  /** Full is what the classes say themselves; a smoke only shows that they work. */
  private ChainedOptionsBuilder thoroughness(ChainedOptionsBuilder options) {
    return switch (profile) {
      case SMOKE ->
          options
              .forks(1)
              .warmupIterations(0)
              .measurementIterations(1)
              .measurementTime(SMOKE_ITERATION);
      case QUICK ->
          options
              .forks(1)
              .warmupIterations(3)
              .warmupTime(QUICK_ITERATION)
              .measurementIterations(5)
              .measurementTime(QUICK_ITERATION);
      case FULL -> options;
    };
  }

  private static String pattern(Class<? extends MicroBenchmark> suite) {
    return "^" + Pattern.quote(suite.getName()) + "\\.";
  }

  /** How many benchmarks a class is, one for each choice of parameters. */
  private static int count(Class<? extends MicroBenchmark> suite) {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(silent, List.of(pattern(suite)), List.of()).stream()
        .mapToInt(MicroRun::choices)
        .sum();
  }

  private static int choices(BenchmarkListEntry benchmark) {
    return benchmark.getParams().hasValue()
        ? benchmark.getParams().get().values().stream()
            .mapToInt(values -> values.length)
            .reduce(1, (one, other) -> one * other)
        : 1;
  }

  private static String json(Collection<RunResult> results) {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
