package org.concurrencybench.core.blocking;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts threads and waits until all of them have ended. Safe for use by any thread. */
final class LiveThreads {

  private final ThreadFactory factory;
  private final AtomicInteger live = new AtomicInteger();

  LiveThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  /**
   * Runs {@code work} in a new thread.
   *
   * @throws OutOfMemoryError if the kernel gives the JVM no further thread
   */
  void start(Runnable work) {
    live.incrementAndGet();
    boolean started = false;
    try {
      factory.newThread(() -> runAndLeave(work)).start();
      started = true;
    } finally {
      if (!started) {
        leave();
      }
    }
  }

  private void runAndLeave(Runnable work) {
    try {
      work.run();
    } finally {
      leave();
    }
  }

  private void leave() {
    if (live.decrementAndGet() == 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Waits until no thread is left; false if the time was over or the caller was interrupted before
   * that.
   */
  synchronized boolean awaitNone(int seconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      while (live.get() > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
