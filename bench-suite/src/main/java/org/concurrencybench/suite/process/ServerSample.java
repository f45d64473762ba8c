package org.concurrencybench.suite.process;

import org.concurrencybench.backend.Lateness;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.system.os.JvmCounters;
import org.concurrencybench.system.os.ResourceUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a server process has used up to one moment, as it says itself. The kernel's figures are
 * taken first, in one call.
 *
 * @param nanoTime the moment, by {@link System#nanoTime} of the server; on Linux the launcher's
 *     clock is the same
 * @param usage the kernel's figures
 * @param jvm the JVM's figures
 * @param connections counts of connections; null in a process that serves none
 * @param fanout counts of deliveries to members of rooms; null in a process that has no rooms
 * @param lateness how late the backend was since its last sample; null in any other process
 */
public record ServerSample(
    long nanoTime,
    ResourceUsage usage,
    JvmCounters jvm,
    ServerStats.@Nullable Snapshot connections,
    FanoutStats.@Nullable Snapshot fanout,
    @Nullable Lateness lateness) {

  /** Of a process that is no backend. */
  public ServerSample(
      long nanoTime,
      ResourceUsage usage,
      JvmCounters jvm,
      ServerStats.@Nullable Snapshot connections,
      FanoutStats.@Nullable Snapshot fanout) {
    this(nanoTime, usage, jvm, connections, fanout, null);
  }

  /** That of this process, which is the slow backend. */
  public static ServerSample ofBackend(Lateness lateness) {
    return new ServerSample(
        System.nanoTime(), ResourceUsage.now(), JvmCounters.now(), null, null, lateness);
  }

  static ServerSample now(@Nullable ServerStats stats, @Nullable FanoutStats fanout) {
    return new ServerSample(
        System.nanoTime(),
        ResourceUsage.now(),
        JvmCounters.now(),
        stats == null ? null : stats.snapshot(),
        fanout == null ? null : fanout.snapshot());
  }
}
