package org.concurrencybench.core.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of a machine that has so many and no more. */
public final class LimitedThreads implements ThreadFactory {

  private final AtomicInteger left;
  private final List<Thread> started = new CopyOnWriteArrayList<>();

  public LimitedThreads(int most) {
    left = new AtomicInteger(most);
  }

  /** Those that there were. */
  public List<Thread> started() {
    return List.copyOf(started);
  }

  @Override
  public Thread newThread(Runnable work) {
    return new Thread(work) {
      @Override
      public void start() {
        if (left.getAndDecrement() <= 0) {
          throw new OutOfMemoryError("unable to create native thread");
        }
        super.start();
        started.add(this);
      }
    };
  }
}
