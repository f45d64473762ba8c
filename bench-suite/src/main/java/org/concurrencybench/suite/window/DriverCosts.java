package org.concurrencybench.suite.window;

import java.time.Duration;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.system.loop.LoopTimes;
import org.concurrencybench.system.os.ResourceUsage;

/**
 * What this process has used up to one moment, as the driver of a load.
 *
 * <p>The busiest event loop says how busy a driver is: a connection stays with its loop, so that a
 * loop without time left limits the rate, whatever CPUs are idle. Where there are few CPUs, all
 * threads of the process together may use them up before any loop is full; so the larger of the two
 * counts. Time in which a loop was awake only to be punctual is neither: it would have answered.
 *
 * @param process all threads
 * @param loops each event loop
 */
public record DriverCosts(ResourceUsage process, LoopTimes loops) {

  /** In a shorter interval, reading the counters is itself a part of what they count. */
  public static final Duration SHORTEST = Duration.ofMillis(10);

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Up to now. */
  public static DriverCosts now() {
    return new DriverCosts(ResourceUsage.now(), LoopTimes.now());
  }

  /**
   * What a window cost: {@code this} was taken at the end of its measured interval, {@code began}
   * at the beginning. Of an interval below {@link #SHORTEST} only the stall is known.
   *
   * @param cpus that the driver may use
   */
  public DriverCost since(DriverCosts began, int cpus, WindowResult result) {
    double stall = result.longestStallNanos() / NANOS_PER_MILLI;
    if (loops.nanos() - began.loops.nanos() < SHORTEST.toNanos()) {
      return new DriverCost(null, null, stall);
    }
    double answered = result.requestsPerSecond() * (loops.nanos() - began.loops.nanos());
    double micros = workedNanosSince(began) / NANOS_PER_MICRO;
    return new DriverCost(
        answered == 0 ? null : micros / (answered / NANOS_PER_SECOND),
        utilisationSince(began, cpus),
        stall);
  }

  /** How busy it was since then: of the busiest loop or of all its CPUs, whichever is more. */
  double utilisationSince(DriverCosts earlier, int cpus) {
    double nanos = loops.nanos() - earlier.loops.nanos();
    double all = workedNanosSince(earlier) / nanos / cpus;
    return Math.max(all, loops.busiestSince(earlier.loops).orElse(0));
  }

  private double workedNanosSince(DriverCosts earlier) {
    long used = process.cpuNanos() - earlier.process.cpuNanos();
    return Math.max(0, used - (loops.awakeNanos() - earlier.loops.awakeNanos()));
  }
}
