package org.concurrencybench.pooled;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.PoolSize;
import org.concurrencybench.core.server.Server;

/** The pool: threads that handle requests, and the queue of those that wait for one. */
final class Workers implements AutoCloseable {

  private final BlockingQueue<Runnable> queue;
  private final ThreadPoolExecutor pool;

  /** A pool that {@link #start} begins. */
  Workers(PoolSize size) {
    this.queue = new LinkedBlockingQueue<>(size.queue());
    this.pool =
        new ThreadPoolExecutor(
            size.workers(),
            size.workers(),
            0,
            TimeUnit.SECONDS,
            queue,
            Thread.ofPlatform().name("pooled-worker-", 0).factory());
  }

  /**
   * Starts all its threads.
   *
   * @throws OutOfMemoryError if the kernel gives the JVM no further thread
   */
  void start() {
    pool.prestartAllCoreThreads();
  }

  /**
   * Has a worker run it, as soon as one is free. Since all threads have been started, the queue is
   * the only way to them, and unlike {@link ThreadPoolExecutor#execute} it says without an
   * exception that it is full.
   *
   * @return false if it is full
   */
  boolean offer(Runnable job) {
    return queue.offer(job);
  }

  /** Ends them, and waits for what they have begun, at most {@link Server#GRACE_SECONDS}. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      pool.awaitTermination(Server.GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
