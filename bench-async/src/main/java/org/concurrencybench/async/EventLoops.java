package org.concurrencybench.async;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the server, all of them: one event loop each, handed out in turn.
 *
 * <p>Not Netty's own group of event loops, because its end is announced on a helper thread that
 * outlives it by a second. Used by one thread at a time, except {@link #close}.
 */
final class EventLoops implements AutoCloseable {

  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int next;

  EventLoops(int count, IoHandlerFactory handlers) {
    for (int i = 0; i < count; i++) {
      String name = "async-" + i;
      ThreadFactory thread = work -> thread(work, name);
      loops.add(new SingleThreadIoEventLoop(null, thread, handlers));
    }
  }

  /** A thread of Netty's kind, which finds its buffers without a lookup in a map. */
  private Thread thread(Runnable work, String name) {
    var thread = new FastThreadLocalThread(work, name);
    synchronized (threads) {
      threads.add(thread);
    }
    return thread;
  }

  /** The loop whose turn it is. */
  EventLoop next() {
    EventLoop loop = loops.get(next);
    next = (next + 1) % loops.size();
    return loop;
  }

  /**
   * Ends the loops, closing what is still open on them, and returns when their threads are gone.
   */
  @Override
  public void close() {
    for (EventLoop loop : loops) {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
    for (EventLoop loop : loops) {
      loop.terminationFuture().awaitUninterruptibly();
    }
    boolean interrupted = false;
    for (Thread thread : startedThreads()) {
      interrupted |= !joinUninterruptibly(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Thread> startedThreads() {
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }

  /** False if the caller was interrupted meanwhile. */
  private static boolean joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return !interrupted;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
  }
}
