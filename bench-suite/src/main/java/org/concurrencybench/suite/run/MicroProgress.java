package org.concurrencybench.suite.run;

import java.util.function.Consumer;
import org.concurrencybench.report.run.MicroResult;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Tells when a micro benchmark begins, and hands on its result as soon as there is one. */
final class MicroProgress extends LoggedFormat {

  private final Progress progress;
  private final Consumer<MicroResult> results;

  MicroProgress(OutputFormat log, Progress progress, Consumer<MicroResult> results) {
    super(log);
    this.progress = progress;
    this.results = results;
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    super.startBenchmark(benchmark);
    progress.begins(MicroResults.title(benchmark));
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    super.endBenchmark(result);
    results.accept(MicroResults.of(result));
    progress.ended();
  }
}
