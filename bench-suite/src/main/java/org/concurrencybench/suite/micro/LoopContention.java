package org.concurrencybench.suite.micro;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Tasks of one loop, each of which does the work once and gets in line again. */
final class LoopContention implements Contention {

  private final EventLoop loop = Kind.loop();
  private final Work work;
  private volatile boolean closed;

  LoopContention(int count, Work work) {
    this.work = work;
    for (int i = 0; i < count; i++) {
      loop.execute(new Turn());
    }
  }

  private final class Turn implements Runnable {

    @Override
    public void run() {
      if (!closed) {
        work.once();
        loop.execute(this);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
  }
}
