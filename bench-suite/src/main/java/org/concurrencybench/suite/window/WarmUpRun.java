package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.suite.process.ServerProcess;

/**
 * One kind of load, played until the compilers of both sides rest.
 *
 * @param load its open connections
 * @param loop what makes the driver send
 * @param requests at least so many
 * @param quiet compilers that have rested for so long have compiled what matters
 * @param limit the end, whether they rest or not
 */
record WarmUpRun(
    ServerProcess server, OpenLoad load, Loop loop, long requests, Duration quiet, Duration limit) {

  private static final Duration STEP = Duration.ofMillis(250);

  WarmUpTrace run() throws IOException, InterruptedException {
    List<WarmUpTrace.Step> steps = new ArrayList<>();
    var compilers = new Compilers();
    Duration step = limit.compareTo(STEP) < 0 ? limit : STEP;
    long start = System.nanoTime();
    long answered = 0;
    boolean resting = false;
    try {
      // Which threads compile is not asked: the JVM's own figure tells whether they do.
      CounterReading from = CounterReading.now(server, WatchedProcesses.NOBODY);
      while (!resting && System.nanoTime() - start < limit.toNanos()) {
        SeenWindow piece = load.run(new Phase("warm-up", loop, step), WindowObserver.SILENT);
        CounterReading to = CounterReading.now(server, WatchedProcesses.NOBODY);
        answered += piece.answered();
        compilers.observe(to.server());
        steps.add(
            new WarmUpTrace.Step(
                from, to, System.currentTimeMillis(), piece.answered(), piece.window().response()));
        resting = answered >= requests && compilers.quietFor(quiet);
        from = to;
      }
    } catch (IOException e) {
      throw server.reason(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new WarmUpTrace(new WarmUp(answered, seconds, resting), steps);
  }
}
