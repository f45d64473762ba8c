package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has something for the client writes it, under the client's lock, and is held up while the
 * client does not take it. Nothing waits in user space but in those who wait for the lock. The
 * watch ends that after a second, by closing the socket under the writer; and after a few
 * milliseconds if the publish has been held up for a second before, by other members, so that the
 * sum has a bound too.
 *
 * <p>The server's global lock is given up for the write and for the wait before it: neither is
 * work, and two locks held at once in different orders would be a deadlock.
 */
final class DirectOutbox implements Outbox {

  private static final long NOBODY = 0;

  private static final long MOST_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ServerConfig.DIRECT_WRITE_MILLIS);
  private static final long LEAST_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ServerConfig.DIRECT_LATE_WRITE_MILLIS);

  private final Socket socket;
  private final OutputStream out;
  private final FanoutStats stats;
  private final GlobalLock globalLock;
  private final WriteWatch watch;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Seat seated;
  private boolean broken;

  /** When that was published which is being written; written under the lock, before the next. */
  private long publishedNanos;

  /** When the write began that holds the lock; written under the lock, read by the watch. */
  private volatile long beganNanos = NOBODY;

  /** When that was published for which a sender waits for the lock; the last one to come. */
  private volatile long waitingNanos = NOBODY;

  private volatile boolean slow;

  DirectOutbox(
      Socket socket, OutputStream out, FanoutStats stats, GlobalLock globalLock, WriteWatch watch) {
    this.socket = socket;
    this.out = out;
    this.stats = stats;
    this.globalLock = globalLock;
    this.watch = watch;
    watch.add(this);
  }

  @Override
  public void reply(ArraySink output) throws IOException {
    lock.lock();
    try {
      write(output);
    } finally {
      lock.unlock();
    }
  }

  /** Who publishes while the answer is being written, waits for the lock. */
  @Override
  public void enter(Seat seat, Room room, ArraySink output) throws IOException {
    lock.lock();
    try {
      seated = seat;
      seat.join(room);
      write(output);
    } finally {
      lock.unlock();
    }
  }

  private void write(ArraySink output) throws IOException {
    long now = System.nanoTime() | 1;
    publishedNanos = now;
    beganNanos = now;
    try {
      output.flushTo(out);
    } finally {
      beganNanos = NOBODY;
    }
  }

  @Override
  public void vacate() {
    lock.lock();
    try {
      seated = null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void deliver(Seat from, ByteBuffer message, long published) {
    globalLock.release();
    try {
      if (!written(from, message, published)) {
        stats.countDropped(1);
      }
    } finally {
      globalLock.acquire();
    }
  }

  private boolean written(Seat from, ByteBuffer message, long published) {
    if (!lock.tryLock()) {
      waitingNanos = published | 1;
      lock.lock();
    }
    try {
      waitingNanos = NOBODY;
      if (from != seated || broken) {
        return false;
      }
      publishedNanos = published;
      beganNanos = System.nanoTime() | 1;
      out.write(message.array(), message.arrayOffset() + message.position(), message.remaining());
      return true;
    } catch (IOException _) {
      // The client is gone: its own thread finds out, because the socket is closed, and counts it.
      broken = true;
      Sockets.cut(socket);
      return false;
    } finally {
      beganNanos = NOBODY;
      lock.unlock();
    }
  }

  /**
   * Disconnects the client, which fails the present write, if that has taken too long. Called by
   * the watch.
   *
   * @return whether it holds up a publish that has been held up for too long already
   */
  boolean look(long nowNanos) {
    long began = beganNanos;
    if (began == NOBODY) {
      return false;
    }
    long waiting = waitingNanos;
    boolean late =
        nowNanos - publishedNanos > MOST_NANOS
            || waiting != NOBODY && nowNanos - waiting > MOST_NANOS;
    if (nowNanos - began > (late ? LEAST_NANOS : MOST_NANOS)) {
      tooSlow(nowNanos - began);
    }
    return late;
  }

  private void tooSlow(long nanos) {
    if (!slow) {
      slow = true;
      stats.countSlowMember(
          socket.getRemoteSocketAddress(),
          "it held up a publish for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
      Sockets.cut(socket);
    }
  }

  /** Nothing waits here. */
  @Override
  public void drain() {}

  @Override
  public void abandon() {
    watch.remove(this);
    vacate();
  }
}
