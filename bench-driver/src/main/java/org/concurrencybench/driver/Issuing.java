package org.concurrencybench.driver;

/**
 * Decides when a worker issues its next request, and on which connection. Used by the worker's
 * thread only.
 */
interface Issuing {

  /** When the next request is due; {@link Pacer#NEVER} if that depends on a reply. */
  long nextDueNanos();

  /** Issues everything that is due. */
  void issueDue(long nowNanos);

  /** A connection has nothing to do: its reply came, or it was opened again. */
  void idle(Connection connection, long nowNanos);

  /** Whether every request has a connection of its own, which is closed after the reply. */
  default boolean connectionForEach() {
    return false;
  }
}
