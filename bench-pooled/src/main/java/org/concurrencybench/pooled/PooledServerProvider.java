package org.concurrencybench.pooled;

import java.io.IOException;
import java.util.Set;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.service.Service;

/** The model {@code pooled}: selectors wait, a pool of workers handles requests. */
public final class PooledServerProvider implements ServerProvider {

  /** For {@link java.util.ServiceLoader}. */
  public PooledServerProvider() {}

  @Override
  public String model() {
    return "pooled";
  }

  @Override
  public String description() {
    return "selectors wait, a bounded pool of platform threads handles requests";
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.WORKER_POOL);
  }

  /** The claims are about the other three, and a fourth would lengthen every run by a third. */
  @Override
  public boolean byDefault() {
    return false;
  }

  @Override
  public Server start(ServerConfig config, Service service) throws IOException {
    return PooledServer.start(config, service);
  }
}
