package org.concurrencybench.async;

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

  private final List<ServingLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int next;

  EventLoops(int count, IoHandlerFactory handlers) {
    boolean opened = false;
    try {
      for (int i = 0; i < count; i++) {
        String name = "async-" + i;
        ThreadFactory thread = work -> thread(work, name);
        loops.add(new ServingLoop(new SingleThreadIoEventLoop(null, thread, handlers), this));
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private Thread thread(Runnable work, String name) {
    var thread = new LoopThread(this, work, name);
    synchronized (threads) {
      threads.add(thread);
    }
    return thread;
  }

  /** Whether that thread is one of these loops. Called by any thread. */
  boolean isOneOfThem(Thread thread) {
    return thread instanceof LoopThread loop && loop.group == this;
  }

  /** All loops. Called by any thread. */
  List<ServingLoop> all() {
    return loops;
  }

  /** The loop whose turn it is. */
  ServingLoop next() {
    ServingLoop loop = loops.get(next);
    next = (next + 1) % loops.size();
    return loop;
  }

  /**
   * Ends the loops, closing what is still open on them, and returns when their threads are gone.
   */
  @Override
  public void close() {
    for (ServingLoop loop : loops) {
      loop.loop().shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
    for (ServingLoop loop : loops) {
      loop.loop().terminationFuture().awaitUninterruptibly();
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

  /** A thread of Netty's kind, which finds its buffers without a lookup in a map. */
  private static final class LoopThread extends FastThreadLocalThread {

    private final EventLoops group;

    LoopThread(EventLoops group, Runnable work, String name) {
      super(work, name);
      this.group = group;
    }
  }
}
