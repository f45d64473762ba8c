package org.concurrencybench.async;

import java.io.IOException;
import java.util.Set;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.service.Service;

/** The model {@code async}: callbacks on event loops. */
public final class AsyncServerProvider implements ServerProvider {

  static {
    NettyLogging.warningsOnly();
  }

  /** For {@link java.util.ServiceLoader}. */
  public AsyncServerProvider() {}

  @Override
  public String model() {
    return "async";
  }

  @Override
  public String description() {
    return "a few event loops for all connections (Netty)";
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.EVENT_LOOP, Trait.NETTY);
  }

  @Override
  public Set<Transport> transports() {
    return Polling.available();
  }

  @Override
  public Server start(ServerConfig config, Service service) throws IOException {
    return NettyServer.start(config, service);
  }
}
