package org.concurrencybench.suite.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.concurrencybench.report.store.LineFile;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.suite.process.ExitWords;
import org.concurrencybench.suite.process.ServerFailure;
import org.concurrencybench.suite.suites.MeasuredRound;
import org.concurrencybench.suite.suites.WindowProfiler;
import org.concurrencybench.system.os.CpuLayout;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Lets JMH run one round in a fork of its own; the fork records its windows itself. */
final class JmhRound {

  /** What JMH says of a fork that did not come to its end. */
  private static final String FORK_FAILED = "Forked VM failed with exit code";

  private JmhRound() {}

  /**
   * Runs the round to its end.
   *
   * @param layout which CPUs server and driver have
   * @param directory where the fork records windows and JMH's words are added to the log
   * @return why it ended early; empty if it did not
   */
  static Optional<String> run(
      PlannedWindows planned,
      RunOptions options,
      CpuLayout layout,
      RunDirectory directory,
      JmhProgress.Listener listener)
      throws IOException {
    Path log = directory.jmhLog();
    Path plan = Files.createTempFile("concurrency-bench-round-", ".json");
    try (var words = new PrintStream(LineFile.at(log), true, StandardCharsets.UTF_8)) {
      Files.writeString(plan, planned.plan(options, layout, directory.path()).toJson());
      var format = OutputFormatFactory.createFormatInstance(words, VerboseMode.NORMAL);
      var runner =
          new Runner(
              jmhOptions(planned, options, plan),
              new JmhProgress(format, new BackOnItsCpus(layout, listener)));
      Optional<RunnerException> failed = OnDriverCpus.call(layout, () -> failure(runner));
      if (failed.isPresent()) {
        return Optional.of(reason(failed.get()) + " (see " + log.getFileName() + ")");
      }
      if (words.checkError()) {
        throw new IOException(log + " could not be written to its end: is the disk full?");
      }
      return Optional.empty();
    } finally {
      Files.delete(plan);
    }
  }

  private static Optional<RunnerException> failure(Runner runner) {
    try {
      runner.run();
      return Optional.empty();
    } catch (RunnerException e) {
      return Optional.of(e);
    }
  }

  /**
   * What went wrong in the fork, in its own words: JMH wraps them several times, and says itself
   * only that something did.
   */
  static String reason(Throwable failure) {
    if (failure instanceof ServerFailure || failure instanceof ResultsException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure.getCause() != null) {
      return reason(failure.getCause());
    }
    if (failure.getSuppressed().length > 0) {
      return reason(failure.getSuppressed()[0]);
    }
    String words = failure.getMessage();
    if (words != null && words.startsWith(FORK_FAILED)) {
      String code = words.substring(FORK_FAILED.length()).strip();
      return "the driver's process "
          + (code.matches("\\d{1,3}")
              ? ExitWords.of(Integer.parseInt(code))
              : "ended with exit code " + code);
    }
    boolean sentence = failure instanceof IOException || failure instanceof BenchmarkException;
    return words == null || !sentence ? failure.toString() : words.strip();
  }

  /** The plan says it all; the others are for who reads the log. */
  private static Options jmhOptions(PlannedWindows planned, RunOptions options, Path plan) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(MeasuredRound.class.getName()) + "\\.window$")
        .forks(1)
        .measurementIterations(planned.experiments().size())
        .param("plan", plan.toString())
        .param("suite", planned.suiteName())
        .param("model", planned.contender().toString())
        .param("profile", options.profile().name())
        .addProfiler(WindowProfiler.class)
        .shouldFailOnError(true)
        .jvmArgs(DriverFlags.FLAGS.toArray(String[]::new))
        .build();
  }
}
