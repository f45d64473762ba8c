package org.concurrencybench.suite.micro;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two tasks, each of which submits the other to its loop. */
final class LoopSides implements Sides {

  private final EventLoop first;
  private final EventLoop second;
  private final Runnable ping = this::ping;
  private final Runnable pong = this::pong;
  private final Semaphore over = new Semaphore(0);

  /** Used by the side that has the turn; the queues of the loops carry it to the other. */
  private int left;

  private LoopSides(EventLoop first, EventLoop second) {
    this.first = first;
    this.second = second;
  }

  static LoopSides ofOneLoop() {
    EventLoop loop = Kind.loop();
    return new LoopSides(loop, loop);
  }

  static LoopSides ofTwoLoops() {
    return new LoopSides(Kind.loop(), Kind.loop());
  }

  private void ping() {
    left--;
    second.execute(pong);
  }

  private void pong() {
    left--;
    if (left > 0) {
      first.execute(ping);
    } else {
      over.release();
    }
  }

  @Override
  public void play(int handOffs) throws InterruptedException {
    left = handOffs;
    first.execute(ping);
    over.acquire();
  }

  @Override
  public void close() throws InterruptedException {
    for (EventLoop loop : List.of(first, second)) {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
    }
  }
}
