package org.concurrencybench.suite.micro;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Threads that need the same lock for all that they do. */
final class LockContention implements Contention {

  private final ReentrantLock lock = new ReentrantLock();
  private final Work work;
  private final List<Thread> threads;
  private volatile boolean closed;

  LockContention(ThreadFactory kind, int count, Work work) {
    this.work = work;
    threads = Stream.generate(() -> kind.newThread(this::work)).limit(count).toList();
    threads.forEach(Thread::start);
  }

  private void work() {
    while (!closed) {
      lock.lock();
      try {
        work.once();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
