package org.concurrencybench.suite.micro;

import java.util.concurrent.ThreadFactory;

/** Starts threads. */
final class ThreadStarter implements Starter {

  private final ThreadFactory kind;

  ThreadStarter(ThreadFactory kind) {
    this.kind = kind;
  }

  @Override
  public void startAndAwait(int count) throws InterruptedException {
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = kind.newThread(ThreadStarter::nothing);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void nothing() {}

  @Override
  public void close() {}
}
