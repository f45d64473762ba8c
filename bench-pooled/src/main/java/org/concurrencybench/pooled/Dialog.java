package org.concurrencybench.pooled;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.concurrencybench.core.blocking.ArraySink;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.PeerWatch.Awaits;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection: bytes to requests, requests to a worker, replies to bytes.
 *
 * <pre>
 *   selector: received ─▶ {@link #goOn}: decode ─▶ a request ─▶ queue ─▶ worker: {@link #run}
 *                           ▲                │ the queue is full             │ handle, reply, decode,
 *                           │                ▼                               │ while more was read with it
 *                           │            "busy"                              ▼
 *                           └───────────────────────────────────────── gives it back
 * </pre>
 *
 * <p>Used by the thread that has {@link Custody} of it: the selector's, a worker's, or one that
 * brings the answer to a long poll. Methods for any other thread say so.
 */
final class Dialog implements Runnable {

  private static final Reply BUSY = new Reply.Busy();

  private final PooledConnection connection;
  private final ServerProtocol protocol;
  private final Serving serving;
  private final Outbox outbox;
  private final Custody custody = new Custody();
  private final Unread unread = new Unread();
  private final ArraySink output = new ArraySink();

  /** What is being decoded; the request that is handled may be a view of it. */
  private ByteBuffer input = Unread.NOTHING;

  /** What a worker is to begin with. */
  private @Nullable Request asked;

  /** Made when it is first needed, and kept. */
  private volatile @Nullable Performing performing;

  private volatile boolean cut;
  private int turn;

  Dialog(PooledConnection connection, ServerProtocol protocol, Serving serving, Outbox outbox) {
    this.connection = connection;
    this.protocol = protocol;
    this.serving = serving;
    this.outbox = outbox;
  }

  /** Takes over what was read. Called by the loop, whoever has custody. */
  void received(ByteBuffer read) {
    if (custody.isLoops() && !protocol.midMessage()) {
      turn++;
    }
    unread.add(read);
  }

  /** Whether nothing more may be read now. Called by the loop, whoever has custody. */
  boolean isFull() {
    return unread.isFull();
  }

  /** Whether the loop has custody. */
  boolean isLoops() {
    return custody.isLoops();
  }

  /**
   * Goes on after something has changed. Called by the loop.
   *
   * @return whether there is nothing more to decode; if not, a worker has custody now, or the
   *     client must take replies before it is answered again
   */
  boolean goOn() {
    do {
      Request request;
      while ((request = decode()) != null) {
        asked = request;
        custody.lend();
        if (serving.workers().offer(this)) {
          return false;
        }
        custody.giveBack();
        encode(BUSY);
      }
    } while (hasMore());
    return isOver() || !input.hasRemaining();
  }

  /** Turns to what was read next, if the client is not behind with what was read before. */
  private boolean hasMore() {
    if (isOver() || input.hasRemaining()) {
      return false;
    }
    input = unread.take();
    return input.hasRemaining();
  }

  /**
   * The next request of the input; null if that is used up, the client is behind, or it is over.
   */
  private @Nullable Request decode() {
    while (!isOver() && !cut && input.hasRemaining()) {
      if (output.size() >= ServerConfig.FLUSH_BYTES) {
        flush();
      }
      if (outbox.isBehind()) {
        return null;
      }
      Request request = protocol.decode(input, output);
      if (request != null) {
        turn++;
        return request;
      }
    }
    return null;
  }

  /** A worker's part: answers what was read together. */
  @Override
  public void run() {
    try {
      Request request = asked;
      asked = null;
      while (request != null) {
        if (!answer(request)) {
          HeldPoll late = custody.hurriedPoll();
          if (late != null) {
            late.hurry();
          }
          return;
        }
        request = decode();
      }
      flushUnlessOver();
    } catch (IOException | RuntimeException | Error e) {
      connection.failedLater(e);
    }
    giveBack();
  }

  /** False if it is left to a poll. */
  private boolean answer(Request request) throws IOException {
    serving.lock().acquire();
    try {
      Outcome outcome = serving.service().handle(request);
      if (outcome instanceof Reply reply) {
        encode(reply);
        return true;
      }
      return performing().perform(outcome);
    } finally {
      serving.lock().release();
    }
  }

  private Performing performing() {
    if (performing == null) {
      performing = new Performing(this, serving);
    }
    return performing;
  }

  private void giveBack() {
    boolean more = isOver() || input.hasRemaining();
    boolean ends = custody.giveBack();
    // Whatever was read meanwhile, its reader either saw the custody given back, or is seen here.
    if (more || ends || !unread.isEmpty()) {
      connection.serveLater();
    }
  }

  /** Leaves custody to who brings the poll's answer, which is returned if it is there already. */
  @Nullable Reply park(HeldPoll poll) {
    return custody.park(poll);
  }

  /** The answer to a poll. Called by any thread, without the server's lock, once. */
  void answered(HeldPoll poll, Reply reply) {
    if (!custody.claim(poll, reply)) {
      return;
    }
    poll.stopTimer();
    try {
      serving.lock().acquire();
      try {
        encode(reply);
      } finally {
        serving.lock().release();
      }
      flushUnlessOver();
    } catch (RuntimeException e) {
      connection.failedLater(e);
    }
    giveBack();
  }

  /** A place in that room, entered with what is to be written, which says so. */
  Seat enter(Room room) {
    var seat = new Seat(protocol.messageFormat(), outbox, serving.lock());
    outbox.enter(seat, room, output.take());
    return seat;
  }

  /** Appends to the replies that are to be written. */
  void encode(Reply reply) {
    protocol.encode(reply, output);
  }

  /** Has everything written that was encoded. */
  void flush() {
    if (output.size() > 0) {
      turn++;
      outbox.write(output.take());
    }
  }

  /**
   * The last bytes wait until the connection has left its room, because nothing may follow them.
   */
  void flushUnlessOver() {
    if (!isOver()) {
      flush();
    }
  }

  /** Whether the connection is gone. Called by any thread. */
  boolean isCut() {
    return cut;
  }

  /** Whether nothing may be held open any more. */
  boolean isHurried() {
    return custody.isHurried();
  }

  /** Nothing may be held open any more. Called by the loop, whoever has custody. */
  void hurry() {
    HeldPoll poll = custody.hurry();
    if (poll != null) {
      poll.hurry();
    }
  }

  /** Has the protocol say something by itself. */
  void say(Consumer<ByteSink> words) {
    words.accept(output);
  }

  /** Whether all is said. */
  boolean isOver() {
    return protocol.state() != State.OPEN;
  }

  /** Leaves the room and the backend; the last bytes are on their way then. May be repeated. */
  void end() {
    if (performing != null) {
      performing.end();
    }
    flush();
  }

  /** The connection is gone: ends every wait. Called by the loop, whoever has custody. */
  void cut() {
    cut = true;
    if (performing != null) {
      performing.cut();
    }
    hurry();
  }

  /** What the client owes. Called by the loop, whoever has custody. */
  Awaits awaits() {
    if (!custody.isLoops() || outbox.isBehind()) {
      return Awaits.NOTHING;
    }
    if (protocol.midMessage()) {
      return Awaits.REST;
    }
    return performing != null && performing.isMember() ? Awaits.NOTHING : Awaits.REQUEST;
  }

  /** Changes when a message is complete, and when something arrives after nothing was expected. */
  int turn() {
    return turn;
  }
}
