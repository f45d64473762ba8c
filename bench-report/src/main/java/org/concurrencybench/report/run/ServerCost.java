package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * What the server spent during a window, from the kernel's and the JVM's counters.
 *
 * @param cpuMicrosPerRequest CPU, user and system, for one request
 * @param utilisation CPU as a fraction of the CPUs that it may use
 * @param voluntarySwitchesPerRequest OS context switches because a thread waited, for one request
 * @param involuntarySwitchesPerRequest OS context switches because the kernel took the CPU away,
 *     for one request
 * @param allocatedBytesPerRequest heap allocated for one request
 * @param gcPauseMillis time in which the collector stopped everything
 * @param osThreads threads of the operating system, at the end of the window
 * @param liveVirtualThreads virtual threads, at the end of the window
 * @param scheduler the scheduler of virtual threads; null in a model without
 */
public record ServerCost(
    @Nullable Double cpuMicrosPerRequest,
    @Nullable Double utilisation,
    @Nullable Double voluntarySwitchesPerRequest,
    @Nullable Double involuntarySwitchesPerRequest,
    @Nullable Double allocatedBytesPerRequest,
    @Nullable Double gcPauseMillis,
    @Nullable Integer osThreads,
    @Nullable Long liveVirtualThreads,
    @Nullable VirtualThreadScheduler scheduler) {

  /** Nothing was measured. */
  public static final ServerCost NOT_MEASURED =
      new ServerCost(null, null, null, null, null, null, null, null, null);

  /** Checks the ranges. */
  public ServerCost {
    Check.notNegative("cpuMicrosPerRequest", cpuMicrosPerRequest);
    Check.notNegative("utilisation", utilisation);
    Check.notNegative("voluntarySwitchesPerRequest", voluntarySwitchesPerRequest);
    Check.notNegative("involuntarySwitchesPerRequest", involuntarySwitchesPerRequest);
    Check.notNegative("allocatedBytesPerRequest", allocatedBytesPerRequest);
    Check.notNegative("gcPauseMillis", gcPauseMillis);
  }
}
