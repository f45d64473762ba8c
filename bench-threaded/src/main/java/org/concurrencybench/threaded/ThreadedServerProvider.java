package org.concurrencybench.threaded;

import java.io.IOException;
import java.util.Set;
import org.concurrencybench.core.blocking.BlockingServer;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.core.service.Service;

/** The model {@code threaded}: blocking code on platform threads. */
public final class ThreadedServerProvider implements ServerProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ThreadedServerProvider() {}

  @Override
  public String model() {
    return "threaded";
  }

  @Override
  public String description() {
    return "a platform thread per connection, blocking sockets";
  }

  @Override
  public int platformThreadsPerConnection() {
    return 1;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.BLOCKING_SOCKETS);
  }

  @Override
  public Server start(ServerConfig config, Service service) throws IOException {
    return BlockingServer.start(
        config, service, Thread.ofPlatform().name("threaded-", 0).factory());
  }
}
