package org.concurrencybench.core.server;

import java.util.Locale;

/**
 * What a claim changes of a model's defaults.
 *
 * @param fanout who writes a message to the members of a room; a model with event loops has no
 *     choice and ignores it
 * @param compute where computations run
 * @param globalLock whether one lock of the whole server, not a fair one, is held from the decoded
 *     request to its encoded reply, though never across a wait
 */
public record Variant(Fanout fanout, Compute compute, boolean globalLock) {

  /** A writer for each member, computations inline, no lock. */
  public static final Variant DEFAULT = new Variant(Fanout.WRITER, Compute.INLINE, false);

  /** Who writes a message to a member, in a model whose sockets block. */
  public enum Fanout {
    /** A second thread of the same kind for each member, from its JOIN on. */
    WRITER,
    /** The sender's thread, under the member's lock. */
    DIRECT;

    /** The name on the command line and in results: lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a computation runs. */
  public enum Compute {
    /** In the thread that serves the connection. */
    INLINE,
    /** In a fixed pool of as many platform threads as the server may use CPUs. */
    OFFLOAD;

    /** The name on the command line and in results: lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
