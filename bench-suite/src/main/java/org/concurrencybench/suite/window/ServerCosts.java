package org.concurrencybench.suite.window;

import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.VirtualThreadScheduler;
import org.concurrencybench.suite.process.ServerUse;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.Footprint;
import org.concurrencybench.system.os.JvmCounters;
import org.jspecify.annotations.Nullable;

/** What a server spent between two moments, for each request that was answered meanwhile. */
final class ServerCosts {

  private static final double NANOS_PER_SECOND = 1e9;

  private ServerCosts() {}

  /**
   * The cost.
   *
   * @param requestsPerSecond answered between the two; a rate, because each side reads its counters
   *     at a moment of its own, some milliseconds apart
   */
  static ServerCost between(
      CounterReading before, CounterReading after, double requestsPerSecond, CpuSet cpus) {
    ServerUse use = ServerUse.between(before.server(), after.server());
    double requests = requestsPerSecond * use.elapsedNanos() / NANOS_PER_SECOND;
    return new ServerCost(
        use.cpuMicrosPerRequest(requests),
        use.utilisation(cpus.size()),
        use.voluntarySwitchesPerRequest(requests),
        use.involuntarySwitchesPerRequest(requests),
        use.allocatedBytesPerRequest(requests),
        (double) use.gcPauseMillis(),
        after.size().map(Footprint::osThreads).orElse(null),
        null,
        scheduler(after.server().jvm().scheduler()));
  }

  /** Null in a server that has started no virtual thread: its scheduler does not exist. */
  private static @Nullable VirtualThreadScheduler scheduler(JvmCounters.VirtualThreads bean) {
    return bean.carriers() <= 0
        ? null
        : new VirtualThreadScheduler(
            bean.parallelism(), bean.carriers(), bean.mounted(), bean.queued(), null);
  }
}
