package org.concurrencybench.core.server;

/** How a model works, as far as a claim depends on it: what can be varied of it, and compared. */
public enum Trait {
  /** Sockets block, so that there is a choice of who writes a message to a room's members. */
  BLOCKING_SOCKETS,
  /** Connections share the thread that handles their requests: while one computes, others wait. */
  EVENT_LOOP,
  /** Each connection has a virtual thread: what waits there is no thread of the OS. */
  VIRTUAL_THREADS,
  /** Bytes are moved by Netty, which has a codec of its own and can make use of Unsafe memory. */
  NETTY,
  /**
   * A bounded pool of workers handles the requests, so that {@link ServerConfig#pool} says how many
   * at once.
   */
  WORKER_POOL
}
