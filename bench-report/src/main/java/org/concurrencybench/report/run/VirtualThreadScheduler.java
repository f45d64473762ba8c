package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * The scheduler of virtual threads at the end of a window, as its bean {@code
 * jdk.management.VirtualThreadSchedulerMXBean} tells.
 *
 * @param parallelism virtual threads that can run at once
 * @param carriers platform threads that carry them; more than the parallelism while some are
 *     blocked
 * @param mounted virtual threads on a carrier
 * @param queued virtual threads that could run and wait for a carrier
 * @param pollerMode how readiness of sockets reaches them, as {@code jdk.pollerMode}; null if that
 *     is not known
 */
public record VirtualThreadScheduler(
    int parallelism, int carriers, int mounted, long queued, @Nullable String pollerMode) {}
