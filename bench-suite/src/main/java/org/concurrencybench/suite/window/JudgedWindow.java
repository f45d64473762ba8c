package org.concurrencybench.suite.window;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.judge.Evidence;
import org.concurrencybench.report.judge.Judgement;
import org.concurrencybench.report.judge.PeakJudge;
import org.concurrencybench.report.judge.WindowJudge;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Throughput;
import org.jspecify.annotations.Nullable;

/**
 * What a driver saw in a window, in the terms of results, and how the window ended: the same for a
 * run and for {@code bench drive}.
 *
 * @param throughput requests offered and answered
 * @param latency how long they took
 * @param errors what failed
 * @param judgement the status, and why
 */
public record JudgedWindow(
    Throughput throughput, Latency latency, ErrorCounts errors, Judgement judgement) {

  /**
   * Judges a window.
   *
   * @param connections that the load was to be spread over
   * @param connecting how opening them went
   * @param result what the driver saw
   * @param costs what it cost
   * @param deliveries messages of rooms; null if there were none
   * @param failures what went wrong outside of requests, one sentence each
   */
  public static JudgedWindow of(
      int connections,
      Connecting connecting,
      WindowResult result,
      WindowCosts costs,
      @Nullable Deliveries deliveries,
      List<String> failures) {
    boolean open = result.phase().loop() instanceof Loop.Open;
    Throughput throughput = throughput(result, costs, open);
    Latency latency = latency(connecting, result, open);
    ErrorCounts errors = ErrorCounts.of(connecting, result);
    Judgement judgement =
        WindowJudge.judge(
            new Evidence(
                open,
                connections,
                connecting.opened(),
                throughput,
                latency,
                result.backlogAtEnd(),
                result.littleRatio(),
                costs.driver(),
                costs.machine(),
                errors.counts(),
                errors.wrongReplies(),
                withSilence(failures, result),
                deliveries,
                costs.compiling()));
    return new JudgedWindow(throughput, latency, errors, judgement);
  }

  private static Throughput throughput(WindowResult result, WindowCosts costs, boolean open) {
    return new Throughput(
        result.requestsPerSecond(),
        open ? (Double) result.offeredPerSecond() : null,
        result.issued(),
        result.completed(),
        open || result.completed() == 0
            ? null
            : PeakJudge.judge(result.requestsPerSecond(), costs.server(), costs.driver()));
  }

  private static Latency latency(Connecting connecting, WindowResult result, boolean open) {
    return Latency.of(
        LatencySummary.ofNanos(result.response(), result.events()),
        LatencySummary.ofNanos(result.service(), result.events()),
        open ? LatencySummary.ofNanos(result.lateness()) : null,
        LatencySummary.ofNanos(
            result.phase().loop() instanceof Loop.Churn ? result.connect() : connecting.connect()));
  }

  /** A window in which nothing was asked has no figures, and says nothing about the server. */
  private static List<String> withSilence(List<String> failures, WindowResult result) {
    if (result.issued() > 0) {
      return failures;
    }
    List<String> all = new ArrayList<>(failures);
    all.add("no request was made in the measured interval: there are no figures");
    return all;
  }
}
