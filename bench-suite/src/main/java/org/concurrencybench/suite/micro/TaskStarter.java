package org.concurrencybench.suite.micro;

import io.netty.channel.EventLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Submits tasks to a loop. */
final class TaskStarter implements Starter {

  private final EventLoop loop = Kind.loop();
  private final Semaphore over = new Semaphore(0);
  private final Runnable last = over::release;

  /** The loop takes them in order, so that the last is the end of all. */
  @Override
  public void startAndAwait(int count) throws InterruptedException {
    for (int i = 1; i < count; i++) {
      loop.execute(TaskStarter::nothing);
    }
    loop.execute(last);
    over.acquire();
  }

  private static void nothing() {}

  @Override
  public void close() throws InterruptedException {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
  }
}
