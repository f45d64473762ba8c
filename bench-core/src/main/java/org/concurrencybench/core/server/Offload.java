package org.concurrencybench.core.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The pool that computes for connections: as many platform threads as the server may use CPUs, the
 * same in every model. A server whose {@link Variant} computes inline has none. Safe for use by any
 * thread.
 *
 * <pre>
 *   connection ── offer ──▶ queue, at most {@link ServerConfig#OFFLOAD_QUEUE} ──▶ pool ──▶ done
 *                   └── false: inline, or the queue is full: the connection computes by itself
 * </pre>
 *
 * <p>The pool's thread holds the {@link GlobalLock} while it computes, because under such a lock it
 * is the computing that excludes others, whichever thread does it. The connection does not hold it
 * while it waits.
 */
public final class Offload implements AutoCloseable {

  private static final RejectedExecutionHandler REFUSE = (job, _) -> ((Job) job).refused = true;

  private final GlobalLock lock;
  private final @Nullable ThreadPoolExecutor pool;

  /**
   * The pool of one server with that configuration, whose connections use the same lock.
   *
   * @throws OutOfMemoryError if the kernel gives the JVM no thread for each CPU; those that have
   *     started are ended
   */
  public Offload(ServerConfig config, GlobalLock lock) {
    this(config, lock, Thread.ofPlatform().daemon().name("offload-", 0).factory());
  }

  /** The same with that kind of thread. */
  Offload(ServerConfig config, GlobalLock lock, ThreadFactory threads) {
    this.lock = lock;
    this.pool =
        config.variant().compute() == Variant.Compute.OFFLOAD
            ? pool(config.processors(), threads)
            : null;
  }

  private static ThreadPoolExecutor pool(int count, ThreadFactory threads) {
    var queue = new ArrayBlockingQueue<Runnable>(ServerConfig.OFFLOAD_QUEUE);
    var pool = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, queue, threads, REFUSE);
    boolean complete = false;
    try {
      pool.prestartAllCoreThreads();
      complete = true;
      return pool;
    } finally {
      if (!complete) {
        pool.shutdownNow();
      }
    }
  }

  /**
   * Has it computed by the pool.
   *
   * @param done told the value by a thread of the pool, which does not hold the lock then; it must
   *     not block. Never told if the pool is closed first.
   * @return false if the caller must compute by itself
   */
  public boolean offer(Outcome.Compute work, LongConsumer done) {
    if (pool == null) {
      return false;
    }
    var job = new Job(work.units(), work.seed(), lock, done);
    pool.execute(job);
    return !job.refused;
  }

  /**
   * Drops what has not begun and waits for what has, at most {@link Server#GRACE_SECONDS}. Called
   * when no connection waits any more.
   */
  @Override
  public void close() {
    if (pool == null) {
      return;
    }
    pool.shutdownNow();
    try {
      pool.awaitTermination(Server.GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Job implements Runnable {

    private final int units;
    private final long seed;
    private final GlobalLock lock;
    private final LongConsumer done;

    /** Written and read by the offering thread only. */
    private boolean refused;

    Job(int units, long seed, GlobalLock lock, LongConsumer done) {
      this.units = units;
      this.seed = seed;
      this.lock = lock;
      this.done = done;
    }

    @Override
    public void run() {
      done.accept(compute());
    }

    private long compute() {
      lock.acquire();
      try {
        return Computation.of(units, seed);
      } finally {
        lock.release();
      }
    }
  }
}
