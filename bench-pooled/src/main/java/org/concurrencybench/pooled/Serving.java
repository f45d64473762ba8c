package org.concurrencybench.pooled;

import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a server share.
 *
 * @param service decides what happens for a request
 * @param workers handle requests
 * @param lock held while a thread works for a request; nothing unless the variant asks for it
 * @param offload computes elsewhere, where the variant asks for that
 * @param timer one thread for what is due later
 * @param limits what a peer may send, the slow backend included
 * @param backend where the slow backend listens; null if there is none
 */
record Serving(
    Service service,
    Workers workers,
    GlobalLock lock,
    Offload offload,
    ScheduledExecutorService timer,
    Limits limits,
    @Nullable InetSocketAddress backend)
    implements AutoCloseable {

  /** What a server with that configuration needs; its workers have not been started. */
  static Serving of(ServerConfig config, Service service) {
    var timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("pooled-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    var lock = new GlobalLock(config.variant());
    return new Serving(
        service,
        new Workers(config.pool()),
        lock,
        new Offload(config, lock),
        timer,
        config.limits(),
        config.backend());
  }

  /** Ends its threads, the workers first because they use the others. */
  @Override
  public void close() {
    workers.close();
    offload.close();
    timer.shutdownNow();
    try {
      timer.awaitTermination(Server.GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
