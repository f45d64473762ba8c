package org.concurrencybench.async;

import io.netty.channel.EventLoop;
import java.util.List;

/**
 * One event loop with what its connections share.
 *
 * <p>Used by any thread, except {@link #fanout}, which is the loop's own.
 */
final class ServingLoop {

  private final EventLoop loop;
  private final EventLoops siblings;
  private final HandOver handOver;
  private final Fanout fanout;

  ServingLoop(EventLoop loop, EventLoops siblings) {
    this.loop = loop;
    this.siblings = siblings;
    this.handOver = new HandOver(loop);
    this.fanout = new Fanout(loop);
  }

  EventLoop loop() {
    return loop;
  }

  Fanout fanout() {
    return fanout;
  }

  /**
   * Leaves {@code work} for this loop. A thread of the same server tells all loops at once when it
   * has left everything, with {@link #tellSiblings}; for any other the loop is told now.
   */
  void leave(Runnable work) {
    handOver.leave(work);
    if (!siblings.isOneOfThem(Thread.currentThread())) {
      handOver.tell();
    }
  }

  /** Tells every loop of the server, this one included, for which something was left. */
  void tellSiblings() {
    List<ServingLoop> all = siblings.all();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).handOver.tell();
    }
  }

  /** Does now what was left for this loop before. Called by the loop's thread. */
  void fetch() {
    handOver.fetch();
  }
}
