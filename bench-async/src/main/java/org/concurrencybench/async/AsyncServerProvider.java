package org.concurrencybench.async;

import java.io.IOException;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
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
  public Server start(ServerConfig config, Service service) throws IOException {
    return NettyServer.start(config, service);
  }
}
