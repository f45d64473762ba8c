package org.concurrencybench.suite.micro;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;

/** Who does the work, as the models have it. */
public enum Kind {
  /** A thread of the operating system each, as in {@code threaded}. */
  PLATFORM_THREADS,
  /** A virtual thread each, as in {@code virtual}. */
  VIRTUAL_THREADS,
  /** Tasks of the same event loop, as in {@code async} on one CPU. */
  ONE_LOOP,
  /** Tasks of two event loops, as in {@code async} on more CPUs. */
  TWO_LOOPS;

  /**
   * What makes its threads.
   *
   * @throws IllegalStateException for tasks of a loop, which have none of their own
   */
  ThreadFactory threads() {
    return switch (this) {
      case PLATFORM_THREADS -> Thread.ofPlatform().daemon().factory();
      case VIRTUAL_THREADS -> Thread.ofVirtual().factory();
      case ONE_LOOP, TWO_LOOPS -> throw new IllegalStateException(this + " has no threads to make");
    };
  }

  /** A loop as {@code async} has it: Netty's own, waiting in NIO, on a thread of Netty's kind. */
  static EventLoop loop() {
    ThreadFactory thread = FastThreadLocalThread::new;
    return new SingleThreadIoEventLoop(null, thread, NioIoHandler.newFactory());
  }
}
