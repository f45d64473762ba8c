package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * A queue and a thread that writes it to the client, so that no sender is ever held up.
 *
 * <pre>
 *   any sender ── deliver ──┐
 *                           ▼
 *   own thread ── reply ──▶ queue ──▶ the writer, up to 64 KiB a write ──▶ socket
 * </pre>
 *
 * <p>Messages that wait have a bound, over which the client is disconnected as too slow; replies
 * that wait hold up the connection's own thread, as if it wrote by itself.
 */
final class QueuedOutbox implements Outbox {

  /** What waits to be written, and whether it is a message or replies of its own. */
  private record Chunk(ByteBuffer bytes, boolean message) {

    int size() {
      return bytes.remaining();
    }
  }

  private static final Logger LOG = System.getLogger(QueuedOutbox.class.getName());

  private final Socket socket;
  private final OutputStream out;
  private final FanoutStats stats;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition written = lock.newCondition();
  private final Queue<Chunk> queue = new ArrayDeque<>();

  private @Nullable Seat seated;

  /** Of messages in the queue and in the hands of the writer. */
  private int messages;

  private long messageBytes;

  /** The same of replies. */
  private long replyBytes;

  private boolean finished;
  private boolean broken;
  private boolean writerEnded;

  /** What has ended the writer, if it was neither its end nor the client's. */
  private @Nullable Throwable bug;

  private QueuedOutbox(Socket socket, OutputStream out, FanoutStats stats) {
    this.socket = socket;
    this.out = out;
    this.stats = stats;
  }

  /**
   * An empty queue with its writer.
   *
   * @throws OutOfMemoryError if the kernel gives the JVM no further thread
   */
  static QueuedOutbox start(
      Socket socket, OutputStream out, FanoutStats stats, LiveThreads threads) {
    var outbox = new QueuedOutbox(socket, out, stats);
    threads.start(outbox::writeAll);
    return outbox;
  }

  @Override
  public void reply(ArraySink output) throws IOException {
    if (output.size() == 0) {
      return;
    }
    lock.lock();
    try {
      add(output);
    } finally {
      lock.unlock();
    }
  }

  /** Who publishes meanwhile waits for the lock, and so adds its message behind the answer. */
  @Override
  public void enter(Seat seat, Room room, ArraySink output) throws IOException {
    lock.lock();
    try {
      seated = seat;
      seat.join(room);
      add(output);
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock, which it gives up while too much waits. */
  private void add(ArraySink output) throws IOException {
    var chunk = new Chunk(output.take(), false);
    queue.add(chunk);
    replyBytes += chunk.size();
    filled.signal();
    while (replyBytes > ServerConfig.FLUSH_BYTES && !broken) {
      written.awaitUninterruptibly();
    }
    failIfBroken();
  }

  private void failIfBroken() throws IOException {
    if (broken) {
      throw new IOException("the client is gone or was too slow");
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
  public void deliver(Seat from, ByteBuffer message, long publishedNanos) {
    boolean tooSlow = false;
    lock.lock();
    try {
      if (from != seated || broken) {
        stats.countDropped(1);
      } else if (messageBytes > ServerConfig.PENDING_BYTES) {
        stats.countDropped(1);
        broken = true;
        filled.signal();
        tooSlow = true;
      } else {
        queue.add(new Chunk(message, true));
        messages++;
        messageBytes += message.remaining();
        filled.signal();
      }
    } finally {
      lock.unlock();
    }
    if (tooSlow) {
      stats.countSlowMember(
          socket.getRemoteSocketAddress(),
          "more than " + ServerConfig.PENDING_BYTES + " bytes waited for it");
      Sockets.cut(socket);
    }
  }

  /** The whole life of the writer. */
  private void writeAll() {
    var batch = new ArrayList<Chunk>();
    try {
      while (take(batch)) {
        write(batch);
        settle(batch);
        batch.clear();
      }
    } catch (IOException _) {
      // The client is gone: its own thread finds out, because the socket is closed, and counts it.
      Sockets.cut(socket);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a bug ended the writer of a member", e);
      foundBug(e);
      Sockets.cut(socket);
    } finally {
      end(batch);
    }
  }

  private void foundBug(Throwable found) {
    lock.lock();
    try {
      bug = found;
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps until there is something; false if nothing more is to be written. */
  private boolean take(List<Chunk> batch) {
    lock.lock();
    try {
      while (queue.isEmpty() && !finished && !broken) {
        filled.awaitUninterruptibly();
      }
      if (broken) {
        return false;
      }
      int bytes = 0;
      Chunk next;
      while ((next = queue.peek()) != null
          && (bytes == 0 || bytes + next.size() <= ServerConfig.FLUSH_BYTES)) {
        batch.add(queue.remove());
        bytes += next.size();
      }
      return !batch.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Chunk> batch) throws IOException {
    ByteBuffer bytes = batch.size() == 1 ? batch.getFirst().bytes() : joined(batch);
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  private static ByteBuffer joined(List<Chunk> batch) {
    int size = 0;
    for (Chunk chunk : batch) {
      size += chunk.size();
    }
    var joined = ByteBuffer.allocate(size);
    for (Chunk chunk : batch) {
      joined.put(chunk.bytes().duplicate());
    }
    return joined.flip();
  }

  private void settle(List<Chunk> batch) {
    lock.lock();
    try {
      for (Chunk chunk : batch) {
        if (chunk.message()) {
          messages--;
          messageBytes -= chunk.size();
        } else {
          replyBytes -= chunk.size();
        }
      }
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whatever has not been written by now, never will be.
   *
   * @param failed what was in the write that failed, if one did. The kernel may have taken some of
   *     it, but not the last: then the write would have succeeded
   */
  private void end(List<Chunk> failed) {
    int uncertain = 0;
    for (int i = 0; i < failed.size() - 1; i++) {
      uncertain += failed.get(i).message() ? 1 : 0;
    }
    lock.lock();
    try {
      broken = true;
      stats.countUncertain(uncertain);
      stats.countDropped(messages - uncertain);
      queue.clear();
      messages = 0;
      writerEnded = true;
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void drain() throws IOException {
    lock.lock();
    try {
      failIfBroken();
      while (messages > 0 || replyBytes > 0) {
        written.awaitUninterruptibly();
        failIfBroken();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abandon() {
    lock.lock();
    try {
      seated = null;
      finished = true;
      filled.signal();
      while (!writerEnded) {
        written.awaitUninterruptibly();
      }
      if (bug != null) {
        throw new IllegalStateException("a bug ended the writer of a member", bug);
      }
    } finally {
      lock.unlock();
    }
  }
}
