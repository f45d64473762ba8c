package org.concurrencybench.pooled;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.room.Next;
import org.concurrencybench.core.room.RoomMessage;
import org.concurrencybench.core.room.Waiter;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A long poll that is held open without a thread: a place among the waiters of its room, and a
 * timer. Whoever takes the place away brings the answer, in its own thread: a publisher, the timer,
 * or the selector that sees one of the two ends leave.
 */
final class HeldPoll implements Waiter {

  private static final Reply NO_MESSAGE = new Reply.NoMessage();

  private final Dialog dialog;
  private final Serving serving;
  private Next.@Nullable Waiting waiting;
  private @Nullable Future<?> timeout;

  HeldPoll(Dialog dialog, Serving serving) {
    this.dialog = dialog;
    this.serving = serving;
  }

  /**
   * Looks for the message, and waits if it is not there. Called by a worker.
   *
   * @param timeoutMillis 0 for a poll that must not wait
   * @return null if it waits; the connection is not the calling thread's any more
   */
  @Nullable Reply begin(Outcome.AwaitMessage wanted, int timeoutMillis) {
    Next next =
        wanted.after() == Request.ANY
            ? wanted.room().next(this)
            : wanted.room().after(wanted.after(), this);
    return switch (next) {
      case Next.Message(var message) -> reply(message);
      case Next.Gone() -> new Reply.MessagesGone();
      case Next.Waiting place -> hold(place, timeoutMillis);
    };
  }

  private @Nullable Reply hold(Next.Waiting place, int timeoutMillis) {
    if (timeoutMillis == 0 && place.cancel()) {
      return NO_MESSAGE;
    }
    waiting = place;
    timeout = serving.timer().schedule(this::hurry, timeoutMillis, TimeUnit.MILLISECONDS);
    Reply early = dialog.park(this);
    if (early != null) {
      stopTimer();
    }
    return early;
  }

  private static Reply reply(RoomMessage message) {
    return new Reply.Awaited(
        message.sequence(), message.type().contentType(), message.payload().duplicate());
  }

  /** The publisher answers, and gives up the server's lock for that. */
  @Override
  public void arrived(RoomMessage message) {
    serving.lock().release();
    try {
      dialog.answered(this, reply(message));
    } finally {
      serving.lock().acquire();
    }
  }

  /** No longer waits for what may never come, unless a message is already on its way. */
  void hurry() {
    if (waiting != null && waiting.cancel()) {
      dialog.answered(this, NO_MESSAGE);
    }
  }

  /** Called by who has its answer. */
  void stopTimer() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
