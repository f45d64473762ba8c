package org.concurrencybench.suite.drive;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.suite.window.DriverCosts;
import org.concurrencybench.system.os.ProcessStat;
import org.jspecify.annotations.Nullable;

/**
 * Reads what this process and the server's have used when the measured interval of a window begins
 * and when it ends, so that costs and rates are of the same time. Used by one thread.
 */
final class IntervalEnds implements WindowObserver {

  private final @Nullable Long serverPid;
  private Reading began;
  private Reading ended;

  private record Reading(DriverCosts driver, OptionalLong serverCpuNanos) {}

  /**
   * Until a window tells, both ends are now.
   *
   * @param serverPid null if no process is to be looked at
   */
  IntervalEnds(@Nullable Long serverPid) {
    this.serverPid = serverPid;
    began = reading();
    ended = began;
  }

  private Reading reading() {
    return new Reading(
        DriverCosts.now(),
        serverPid == null ? OptionalLong.empty() : ProcessStat.cpuNanosOfTree(serverPid));
  }

  @Override
  public void progress(Progress progress) {}

  @Override
  public void began() {
    began = reading();
  }

  @Override
  public void ended() {
    ended = reading();
  }

  /**
   * What this process spent, of the CPUs that it may use: nobody holds a drive to CPUs but its
   * user, as with taskset, which the JVM sees.
   */
  DriverCost driver(WindowResult result) {
    return ended.driver().since(began.driver(), Runtime.getRuntime().availableProcessors(), result);
  }

  /** How many CPUs the server kept busy; empty if that is not known. */
  OptionalDouble serverCpus() {
    if (began.serverCpuNanos().isEmpty() || ended.serverCpuNanos().isEmpty()) {
      return OptionalDouble.empty();
    }
    double nanos = ended.driver().loops().nanos() - began.driver().loops().nanos();
    if (nanos < DriverCosts.SHORTEST.toNanos()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        (ended.serverCpuNanos().getAsLong() - began.serverCpuNanos().getAsLong()) / nanos);
  }
}
