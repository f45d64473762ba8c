package org.concurrencybench.core.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of a machine that has so many and no more. */
public final class LimitedThreads implements ThreadFactory {

  private final AtomicInteger left;
  private final List<Thread> made = new CopyOnWriteArrayList<>();

  public LimitedThreads(int most) {
    left = new AtomicInteger(most);
  }

  /** Those that there were. */
  public List<Thread> made() {
    return List.copyOf(made);
  }

  /** Not when it is started: a pool's threads are started by the JDK's own way. */
  @Override
  public Thread newThread(Runnable work) {
    if (left.getAndDecrement() <= 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    var thread = new Thread(work);
    made.add(thread);
    return thread;
  }
}
