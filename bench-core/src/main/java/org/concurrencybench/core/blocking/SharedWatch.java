package org.concurrencybench.core.blocking;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread for a whole server that looks after things which threads of their own cannot, because
 * they sleep. It exists while there is something to look after: started with the first, ended by a
 * round that finds none.
 *
 * @param <T> what is looked after
 */
abstract class SharedWatch<T> implements AutoCloseable {

  private final ThreadFactory factory;
  private final Set<T> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean walking = new AtomicBoolean();
  private volatile boolean closing;
  private volatile @Nullable Thread thread;

  SharedWatch(ThreadFactory factory) {
    this.factory = factory;
  }

  /** Looks at one of them. Called by the watch's thread. */
  abstract void look(T one, long nowNanos);

  /**
   * How long after the beginning of this round the next one begins, unless this one takes longer.
   * Called by the watch's thread at the end of each round.
   */
  abstract long pauseNanos(long nowNanos);

  final void add(T one) {
    watched.add(one);
    if (!walking.get()) {
      begin();
    }
  }

  final void remove(T one) {
    watched.remove(one);
  }

  private void begin() {
    if (walking.compareAndSet(false, true)) {
      Thread walker = factory.newThread(this::walk);
      thread = walker;
      walker.start();
    }
  }

  private void walk() {
    do {
      while (!closing && !watched.isEmpty()) {
        long began = System.nanoTime();
        for (T one : watched) {
          look(one, System.nanoTime());
        }
        pauseUntil(began + pauseNanos(System.nanoTime()));
      }
      walking.set(false);
      // Whoever was added meanwhile either saw this thread gone, or is seen here.
    } while (!closing && !watched.isEmpty() && walking.compareAndSet(false, true));
  }

  private void pauseUntil(long deadline) {
    long left;
    while (!closing && (left = deadline - System.nanoTime()) > 0) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** Ends the thread and waits for that. Called when nobody is added any more. */
  @Override
  public void close() {
    closing = true;
    Thread walker = thread;
    if (walker == null) {
      return;
    }
    LockSupport.unpark(walker);
    try {
      walker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
