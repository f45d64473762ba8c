package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel allows a process here; null where it does not say.
 *
 * @param openFiles files and sockets open at once in one process
 * @param threadsMax threads of the whole system
 * @param pidMax the largest process or thread id
 * @param firstLocalPort the first port the kernel gives to outgoing connections
 * @param lastLocalPort the last of them
 * @param maxMapCount memory mappings of one process; a platform thread takes about two
 */
public record Limits(
    @Nullable Long openFiles,
    @Nullable Long threadsMax,
    @Nullable Long pidMax,
    @Nullable Integer firstLocalPort,
    @Nullable Integer lastLocalPort,
    @Nullable Long maxMapCount) {

  /** Nothing is known. */
  public static final Limits UNKNOWN = new Limits(null, null, null, null, null, null);
}
