package org.concurrencybench.core.blocking;

/**
 * What a connection's thread waits for, when it does not wait for its client. Called by other
 * threads, at any time, also when the wait is over.
 */
public interface Wait {

  /** The server is going away: no longer wait for what may never come. */
  void shutDown();

  /** The connection is cut: wait for nothing. */
  void cut();
}
