package org.concurrencybench.suite.run;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Tells when a window begins and ends. */
final class JmhProgress extends LoggedFormat {

  /** Hears of windows, on the thread that runs JMH. */
  interface Listener {

    /** The window of that number, from 1, begins with its connecting and settling. */
    void windowBegins(int number);

    /** A window is measured. */
    void windowEnds();
  }

  private final Listener listener;

  JmhProgress(OutputFormat log, Listener listener) {
    super(log);
    this.listener = listener;
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
    super.iteration(benchmark, params, iteration);
    listener.windowBegins(iteration);
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    super.iterationResult(benchmark, params, iteration, data);
    listener.windowEnds();
  }
}
