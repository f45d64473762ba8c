package org.concurrencybench.async;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends what Netty has to say to the JDK's logging, and only from a warning on. */
final class NettyLogging {

  /** Held here because the JDK forgets the level of a logger that nobody holds. */
  private static final Logger NETTY = Logger.getLogger("io.netty");

  private NettyLogging() {}

  /** Called before the first class of Netty is used. */
  static void warningsOnly() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    if (NETTY.getLevel() == null) {
      NETTY.setLevel(Level.WARNING);
    }
  }
}
