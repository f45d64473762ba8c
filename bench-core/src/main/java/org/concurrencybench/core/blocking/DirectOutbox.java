package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.server.GlobalLock;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has something for the client writes it, under the client's lock, and is held up while the
 * client does not take it. Nothing waits in user space but in those who wait for the lock. The
 * watch ends that after a second, by closing the socket under the writer.
 *
 * <p>The server's global lock is given up for the write and for the wait before it: neither is
 * work, and two locks held at once in different orders would be a deadlock.
 */
final class DirectOutbox implements Outbox {

  private static final long NOBODY = 0;

  private final Socket socket;
  private final OutputStream out;
  private final FanoutStats stats;
  private final GlobalLock globalLock;
  private final WriteWatch watch;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Seat seated;
  private boolean broken;

  /** When the write began that holds the lock; written under the lock, read by the watch. */
  private volatile long beganNanos = NOBODY;

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
      beganNanos = System.nanoTime() | 1;
      output.flushTo(out);
    } finally {
      beganNanos = NOBODY;
      lock.unlock();
    }
  }

  @Override
  public void seat(@Nullable Seat seat) {
    lock.lock();
    try {
      seated = seat;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void deliver(Seat from, ByteBuffer message) {
    globalLock.release();
    try {
      if (!written(from, message)) {
        stats.countDropped(1);
      }
    } finally {
      globalLock.acquire();
    }
  }

  private boolean written(Seat from, ByteBuffer message) {
    lock.lock();
    try {
      if (from != seated || broken) {
        return false;
      }
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

  /** How long the present write has taken; 0 if nobody writes. */
  long writingFor(long nowNanos) {
    long began = beganNanos;
    return began == NOBODY ? 0 : nowNanos - began;
  }

  /** Disconnects the client, which fails the write. Called by the watch. */
  void tooSlow() {
    if (!slow) {
      slow = true;
      stats.countSlowMember();
      Sockets.cut(socket);
    }
  }

  /** Nothing waits here. */
  @Override
  public void drain() {}

  @Override
  public void abandon() {
    watch.remove(this);
    seat(null);
  }
}
