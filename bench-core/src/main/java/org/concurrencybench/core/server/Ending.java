package org.concurrencybench.core.server;

/** How a connection ended; told apart once, here, and counted. */
public enum Ending {
  /** The peer closed, or the protocol was finished. */
  NORMAL,
  /** The peer broke the protocol and was told so. */
  VIOLATION,
  /** The network or the peer's kernel failed: a reset, a broken pipe. */
  IO_FAILURE,
  /** Our own mistake. A run in which this happened is worth nothing. */
  BUG
}
