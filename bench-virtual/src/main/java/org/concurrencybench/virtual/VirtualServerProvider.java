package org.concurrencybench.virtual;

import java.io.IOException;
import java.util.Set;
import org.concurrencybench.core.blocking.BlockingServer;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.service.Service;

/** The model {@code virtual}: blocking code on virtual threads. */
public final class VirtualServerProvider implements ServerProvider {

  /** For {@link java.util.ServiceLoader}. */
  public VirtualServerProvider() {}

  @Override
  public String model() {
    return "virtual";
  }

  @Override
  public String description() {
    return "a virtual thread per connection, the same blocking code";
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.BLOCKING_SOCKETS, Trait.VIRTUAL_THREADS);
  }

  @Override
  public Server start(ServerConfig config, Service service) throws IOException {
    return BlockingServer.start(config, service, Thread.ofVirtual().factory());
  }
}
