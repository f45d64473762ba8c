package org.concurrencybench.suite.micro;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that park until it is their turn, then unpark the other. They live as long as this,
 * so that nobody is started while it is measured.
 */
final class ThreadSides implements Sides {

  private final List<Thread> threads;

  /** Hand-offs that were made; the side of its parity has the turn. */
  private volatile long made;

  /** Where the present game ends. */
  private volatile long target;

  private volatile @Nullable Thread player;
  private volatile boolean closed;

  ThreadSides(ThreadFactory kind) {
    threads = List.of(kind.newThread(() -> side(0)), kind.newThread(() -> side(1)));
    threads.forEach(Thread::start);
  }

  private void side(int me) {
    while (!closed) {
      long before = made;
      if (before % 2 == me && before < target) {
        long after = before + 1;
        made = after;
        LockSupport.unpark(after == target ? player : threads.get(1 - me));
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void play(int handOffs) throws InterruptedException {
    player = Thread.currentThread();
    long end = target + handOffs;
    target = end;
    LockSupport.unpark(threads.getFirst());
    while (made < end) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + made + " of " + end + " hand-offs");
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
      thread.join();
    }
  }
}
