package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.concurrencybench.core.room.Next;
import org.concurrencybench.core.room.RoomMessage;
import org.concurrencybench.core.room.Waiter;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one connection's thread for what is said next in a room. The thread sleeps; whoever
 * publishes wakes it.
 *
 * <pre>
 *   asked ──┬── said already, or gone ─────────────────────────────▶ answered
 *           └── WAITING ──┬── arrived ─────────────────────────────▶ the message
 *                         └── time-out, shutDown, the client left ─▶ no message
 * </pre>
 */
final class LongPoll implements Waiter, Wait {

  private final Thread thread = Thread.currentThread();
  private final long beganNanos = System.nanoTime();
  private final Socket socket;
  private final ReadBuffer buffer;

  /** Held by whoever reads while the connection waits. */
  private final ReentrantLock reading = new ReentrantLock();

  private boolean answered;

  private volatile @Nullable RoomMessage message;
  private volatile boolean over;

  /** A wait of the calling thread, during which others may read from its socket into its buffer. */
  LongPoll(Socket socket, ReadBuffer buffer) {
    this.socket = socket;
    this.buffer = buffer;
  }

  long beganNanos() {
    return beganNanos;
  }

  /** Waits, unless there is nothing to wait for. Called by the connection's thread. */
  Reply await(Outcome.AwaitMessage wanted, PollWatch watch) {
    Next next =
        wanted.after() == Request.ANY
            ? wanted.room().next(this)
            : wanted.room().after(wanted.after(), this);
    return switch (next) {
      case Next.Message(var said) -> awaited(said);
      case Next.Gone() -> new Reply.MessagesGone();
      case Next.Waiting waiting -> await(waiting, wanted.timeoutMillis(), watch);
    };
  }

  private Reply await(Next.Waiting waiting, int timeoutMillis, PollWatch watch) {
    watch.add(this);
    sleep(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    watch.remove(this);
    stopReading();
    RoomMessage said = message;
    if (said == null && waiting.cancel()) {
      return new Reply.NoMessage();
    }
    while (said == null) {
      // It is being told at this moment.
      LockSupport.park(this);
      said = message;
    }
    return awaited(said);
  }

  private void sleep(long nanos) {
    long left = nanos;
    while (message == null && !over && left > 0) {
      LockSupport.parkNanos(this, left);
      left = nanos - (System.nanoTime() - beganNanos);
    }
  }

  private static Reply awaited(RoomMessage said) {
    return new Reply.Awaited(
        said.sequence(), said.type().contentType(), said.payload().duplicate());
  }

  @Override
  public void arrived(RoomMessage said) {
    message = said;
    LockSupport.unpark(thread);
  }

  @Override
  public void shutDown() {
    over = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void cut() {
    shutDown();
  }

  /**
   * Reads for a moment what the client may have sent meanwhile, and ends the wait if that is the
   * end. Called by the watch.
   */
  void lookForClient() {
    reading.lock();
    try {
      if (!answered && !over && !buffer.readBriefly(socket)) {
        shutDown();
      }
    } catch (IOException _) {
      // The connection finds the same when it reads or writes, and counts it.
      shutDown();
    } finally {
      reading.unlock();
    }
  }

  /** From here on the buffer is the connection's own again. */
  private void stopReading() {
    reading.lock();
    try {
      answered = true;
    } finally {
      reading.unlock();
    }
  }
}
