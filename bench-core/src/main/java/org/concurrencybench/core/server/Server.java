package org.concurrencybench.core.server;

import java.net.InetSocketAddress;

/** A running server. Its methods may be called by any thread. */
public interface Server extends AutoCloseable {

  /** How long {@link #close} waits for replies in flight before it cuts connections. */
  int GRACE_SECONDS = 5;

  /** Where it listens, with the port that was really taken. */
  InetSocketAddress address();

  /** Its counts of connections, alive. */
  ServerStats stats();

  /**
   * Stops accepting, delivers the replies in flight, says farewell where the protocol can, closes
   * every connection, and returns when no thread and no socket is left. Waits at most about {@link
   * #GRACE_SECONDS} for peers that do not read. A second call waits for the first and does nothing
   * else.
   */
  @Override
  void close();
}
