package org.concurrencybench.async;

/**
 * Something that a connection waits for before it decodes its next request. It ends by {@link
 * AsyncConnection#answered}. Used by the connection's loop only.
 */
interface Wait {

  /**
   * The client has ended its output, or the server is going away. Answers now if waiting is all
   * that the request asked for; work that was asked for is waited for.
   */
  void hurry();

  /** The connection is gone: nothing may be left, and nobody is to be answered. May be repeated. */
  void abandon();
}
