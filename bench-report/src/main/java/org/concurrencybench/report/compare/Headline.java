package org.concurrencybench.report.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Window;
import org.jspecify.annotations.Nullable;

/**
 * A figure by which runs are compared, and in which windows it may be.
 *
 * @param label what it is, with its unit
 * @param figure how it is read
 * @param lowerIsBetter whether less of it is better
 * @param followsSpeed whether a slower machine alone would change it
 * @param asks whether a window's load asks for it at all
 * @param counts whether a window's figure may be compared
 * @param otherwise why it may not, in a few words
 */
record Headline(
    String label,
    Figure figure,
    boolean lowerIsBetter,
    boolean followsSpeed,
    Predicate<Window> asks,
    Predicate<Window> counts,
    String otherwise) {

  private static final String PROCESS_BYTES = Figure.BYTES_WITHOUT_KERNEL.label();

  /** In the order in which they are shown. */
  static final List<Headline> ALL =
      List.of(
          always("server CPU, us/request", Figure.CPU_PER_REQUEST, true),
          always("server CPU, us/delivery", Figure.CPU_PER_DELIVERY, true),
          always("bytes/connection", Figure.BYTES_PER_CONNECTION, false),
          always(PROCESS_BYTES, new Figure(PROCESS_BYTES, null, Headline::processBytes), false),
          new Headline(
              "response p99, us",
              Figure.response(Percentile.P99),
              true,
              true,
              // In a closed loop whoever is slow is asked less often, which flatters its p99.
              window -> window.throughput().offeredPerSecond() != null,
              window -> !window.latency().driverLimited().contains(Percentile.P99),
              "driver-limited"),
          new Headline(
              "requests/s at the peak",
              Figure.REQUESTS_PER_SECOND,
              false,
              true,
              window -> window.throughput().peak() != null,
              Headline::isPeak,
              "not a peak"));

  private static Headline always(String label, Figure figure, boolean followsSpeed) {
    return new Headline(label, figure, true, followsSpeed, _ -> true, _ -> true, "");
  }

  private static @Nullable Double processBytes(Window window) {
    Memory memory = window.memory();
    return memory == null ? null : memory.processBytesPerConnection();
  }

  /** Whether it is for runs of which one did not count the kernel's sockets. */
  boolean leavesOutKernelSockets() {
    return label.equals(PROCESS_BYTES);
  }

  private static boolean isPeak(Window window) {
    Peak peak = window.throughput().peak();
    return peak != null && peak.limit() == Peak.Limit.SERVER;
  }

  /** The ratio of B over A from which on B is worse by that fraction: 0.1 is 10 %. */
  double worseBy(double fraction) {
    return lowerIsBetter ? 1 + fraction : 1 - fraction;
  }

  /** The middle of the rounds, as every table shows it: percentiles are not averaged. */
  Optional<Spread> spread(List<Double> values) {
    return figure.spread(values);
  }
}
