package org.concurrencybench.pooled;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which bytes leave a connection: its replies, and the messages of its room. Whoever
 * has some writes them, and is never held up: what the socket does not take waits here, in its
 * order, until the connection's selector finds the socket ready.
 *
 * <pre>
 *   a worker: replies ─────────┐                        ┌─▶ socket
 *   any publisher: messages ───┴─▶ nothing waits? write ┤
 *                                  else behind it       └─▶ the rest waits ──▶ the loop: {@link #drain}
 * </pre>
 *
 * <p>Messages that wait have a bound, over which the client is disconnected as too slow. Replies
 * have none here: while too much waits, the connection decodes no further request.
 */
final class Outbox {

  /** Told about the socket, possibly with this outbox's lock: not to be used from there. */
  interface Owner {

    /** Something waits for the socket to be ready. */
    void interestLater();

    /** Nothing will be written any more. */
    void failedLater(Throwable cause);
  }

  /** What waits: its unwritten bytes, and its whole length if it is a message, otherwise 0. */
  private record Chunk(ByteBuffer bytes, int messageBytes) {}

  private final SocketChannel channel;
  private final SocketAddress client;
  private final Owner owner;

  /** Made when something has to wait for the first time. */
  private @Nullable Queue<Chunk> waiting;

  private long pendingBytes;
  private long messageBytes;
  private volatile boolean empty = true;
  private volatile boolean behind;
  private @Nullable Seat seated;
  private @Nullable FanoutStats stats;
  private boolean broken;

  Outbox(SocketChannel channel, Owner owner) throws IOException {
    this.channel = channel;
    this.client = channel.getRemoteAddress();
    this.owner = owner;
  }

  /** Takes replies. Called by the thread that uses the protocol. */
  synchronized void write(ByteBuffer replies) {
    if (!broken) {
      send(replies, 0);
    }
  }

  /**
   * Joins the room and takes the replies, of which the last says so, as one step: when the client
   * has the answer it is a member, and no message of the room precedes the answer. From now on this
   * seat's messages are taken, and no other's. Called as {@link #write}.
   */
  synchronized void enter(Seat seat, Room room, ByteBuffer replies) {
    stats = room.stats();
    seated = seat;
    seat.join(room);
    write(replies);
  }

  /** From now on no seat's messages are taken. What was taken before is still delivered. */
  synchronized void vacate() {
    seated = null;
  }

  /**
   * Takes a message, or counts it as dropped if {@code from} is not the current seat or the client
   * is gone. Called by any thread; never throws for the client's fault, never waits for it.
   */
  void deliver(Seat from, ByteBuffer message) {
    boolean tooSlow;
    synchronized (this) {
      if (from != seated || broken) {
        drop(1);
        return;
      }
      tooSlow = messageBytes > ServerConfig.PENDING_BYTES && stillBehind();
      if (tooSlow) {
        drop(1);
        abandon();
      } else if (broken) {
        drop(1);
      } else {
        send(message, message.remaining());
      }
    }
    if (tooSlow) {
      tooSlow();
    }
  }

  /** What its selector has had no time for is not the member's fault. */
  private boolean stillBehind() {
    writeWaiting();
    return messageBytes > ServerConfig.PENDING_BYTES;
  }

  private void tooSlow() {
    if (stats != null) {
      stats.countSlowMember(
          client, "more than " + ServerConfig.PENDING_BYTES + " bytes waited for it");
    }
    owner.failedLater(new IOException("too slow for its room"));
  }

  private void send(ByteBuffer bytes, int message) {
    boolean first = waiting == null || waiting.isEmpty();
    try {
      if (first) {
        writeTo(channel, bytes);
      }
    } catch (IOException e) {
      drop(message > 0 ? 1 : 0);
      failed(e);
      return;
    }
    if (bytes.hasRemaining()) {
      if (waiting == null) {
        waiting = new ArrayDeque<>();
      }
      waiting.add(new Chunk(bytes, message));
      messageBytes += message;
      count(bytes.remaining());
      if (first) {
        owner.interestLater();
      }
    }
  }

  /**
   * As much as the socket takes now, in pieces: the JDK copies each to memory outside the heap, and
   * every thread keeps what it has once needed for that.
   */
  private static void writeTo(SocketChannel channel, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    boolean taken = true;
    while (taken && bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + ServerConfig.FLUSH_BYTES));
      channel.write(bytes);
      taken = !bytes.hasRemaining();
      bytes.limit(end);
    }
  }

  /**
   * Writes what waits, as far as the socket takes it. Called by the loop's thread when the socket
   * is ready.
   *
   * @return whether nothing waits any more
   */
  synchronized boolean drain() {
    writeWaiting();
    return isEmpty();
  }

  private void writeWaiting() {
    try {
      Chunk chunk;
      while (waiting != null && (chunk = waiting.peek()) != null) {
        int before = chunk.bytes.remaining();
        writeTo(channel, chunk.bytes);
        count(chunk.bytes.remaining() - before);
        if (chunk.bytes.hasRemaining()) {
          return;
        }
        messageBytes -= chunk.messageBytes;
        waiting.remove();
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException cause) {
    abandon();
    owner.failedLater(cause);
  }

  /** So that nobody who asks waits for one who writes. */
  private void count(long more) {
    pendingBytes += more;
    empty = pendingBytes == 0;
    behind = pendingBytes > ServerConfig.FLUSH_BYTES;
  }

  boolean isEmpty() {
    return empty;
  }

  /** Whether the client has so much to take that nothing more is to be answered now. */
  boolean isBehind() {
    return behind;
  }

  /** Nothing is written any more: counts the messages that wait as dropped. May be repeated. */
  synchronized void abandon() {
    broken = true;
    if (waiting != null) {
      drop((int) waiting.stream().filter(chunk -> chunk.messageBytes > 0).count());
      waiting = null;
    }
    messageBytes = 0;
    count(-pendingBytes);
  }

  private void drop(int messages) {
    if (stats != null && messages > 0) {
      stats.countDropped(messages);
    }
  }
}
