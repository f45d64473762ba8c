package org.concurrencybench.core.server;

import java.util.Locale;

/** How an event loop asks the kernel what is ready. */
public enum Transport {
  /** {@code java.nio.channels.Selector}: everywhere. */
  NIO,
  /** Linux epoll, edge- or level-triggered as the library decides, through native code. */
  EPOLL,
  /** Linux io_uring, through native code. */
  IO_URING;

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
