package org.concurrencybench.suite.drive;

import org.concurrencybench.system.os.ProcessStat;
import org.jspecify.annotations.Nullable;

/**
 * What a server that is not ours spent during a drive, as its processes show from outside: the one
 * that was named, its children and theirs.
 *
 * @param pid the process that was named
 * @param processes how many there were at the end
 * @param cpuMicrosPerRequest CPU, user and system, for one request; null without a request, or if
 *     {@code cpus} is
 * @param cpus how many CPUs they kept busy; null if the interval was too short to tell
 * @param residentBytes resident memory at the end; what processes share counts for each
 * @param osThreads threads at the end
 * @param voluntarySwitchesPerRequest OS context switches because a thread waited; null without a
 *     request, or if threads came or went
 * @param involuntarySwitchesPerRequest OS context switches because the kernel took the CPU away;
 *     null likewise
 */
public record ForeignServer(
    long pid,
    int processes,
    @Nullable Double cpuMicrosPerRequest,
    @Nullable Double cpus,
    long residentBytes,
    int osThreads,
    @Nullable Double voluntarySwitchesPerRequest,
    @Nullable Double involuntarySwitchesPerRequest) {

  private static final double MICROS_PER_SECOND = 1e6;

  static @Nullable ForeignServer of(Drive.Outcome outcome) {
    if (outcome.serverBefore().isEmpty() || outcome.serverAfter().isEmpty()) {
      return null;
    }
    ProcessStat after = outcome.serverAfter().get();
    ProcessStat.Use use = after.since(outcome.serverBefore().get());
    long requests = outcome.result().completed();
    Double cpus = outcome.serverCpus().isEmpty() ? null : outcome.serverCpus().getAsDouble();
    double perSecond = outcome.result().requestsPerSecond();
    return new ForeignServer(
        after.pid(),
        after.processes(),
        perSecond == 0 || cpus == null ? null : cpus * MICROS_PER_SECOND / perSecond,
        cpus,
        after.rssBytes(),
        after.threads(),
        each(use.voluntarySwitches(), requests),
        each(use.involuntarySwitches(), requests));
  }

  private static @Nullable Double each(@Nullable Number amount, long requests) {
    return amount == null || requests == 0 ? null : amount.doubleValue() / requests;
  }
}
