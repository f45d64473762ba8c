package org.concurrencybench.core.server;

import java.io.IOException;
import org.concurrencybench.core.service.Service;

/**
 * One concurrency model. Found through {@link java.util.ServiceLoader}; has a public constructor
 * without parameters.
 */
public interface ServerProvider {

  /** The name on the command line and in results, such as {@code threaded}. */
  String model();

  /** One line for {@code bench models}: how it works. */
  String description();

  /**
   * Threads of the operating system that it starts for each connection: what the machine must have
   * room for.
   */
  default int platformThreadsPerConnection() {
    return 0;
  }

  /**
   * Starts a server that accepts connections when this returns.
   *
   * @throws IOException if it cannot listen at {@code config.bind()}
   * @throws IllegalArgumentException if this model or this machine has no such transport, saying
   *     which and why
   */
  Server start(ServerConfig config, Service service) throws IOException;
}
