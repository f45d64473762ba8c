package org.concurrencybench.core.server;

import java.io.IOException;
import java.util.Set;
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
   * How it works. Suites ask for it to know what can be varied of the model, and which claims are
   * about models of its kind; a model without any trait is compared as it is.
   */
  default Set<Trait> traits() {
    return Set.of();
  }

  /** The transports that {@link #start} accepts on this machine; NIO is one of them. */
  default Set<Transport> transports() {
    return Set.of(Transport.NIO);
  }

  /** Whether it has the trait. */
  default boolean has(Trait trait) {
    return traits().contains(trait);
  }

  /**
   * Whether it is measured where no models are named. A model that says no costs a run nothing
   * until somebody asks for it.
   */
  default boolean byDefault() {
    return true;
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
