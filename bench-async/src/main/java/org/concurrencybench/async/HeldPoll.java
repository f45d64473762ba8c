package org.concurrencybench.async;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.room.Next;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.room.RoomMessage;
import org.concurrencybench.core.room.Waiter;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * A long poll that is held open: a place among the waiters of its room and a timer of its loop,
 * both given up when it ends. Whoever takes the place away answers: a message, the timer, the end
 * of the client's output or that of the server.
 *
 * <p>A message is always handed over to the poll's loop, even by a publisher of the same loop:
 * answered at once, the poll's connection could go on to publish in the middle of a publish.
 */
final class HeldPoll implements Wait, Waiter {

  private static final Reply NO_MESSAGE = new Reply.NoMessage();

  private final AsyncConnection connection;
  private final ServingLoop loop;
  private Next.@Nullable Waiting waiting;
  private @Nullable Future<?> timer;

  HeldPoll(AsyncConnection connection, ServingLoop loop) {
    this.connection = connection;
    this.loop = loop;
  }

  /**
   * Looks for the message, and waits if it is not there.
   *
   * @param timeoutMillis 0 for a poll that must not wait
   * @return null if it waits
   */
  @Nullable Reply begin(Room room, long after, int timeoutMillis) {
    return switch (after == Request.ANY ? room.next(this) : room.after(after, this)) {
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
    timer = loop.loop().schedule(this::hurry, timeoutMillis, TimeUnit.MILLISECONDS);
    return null;
  }

  private static Reply reply(RoomMessage message) {
    return new Reply.Awaited(
        message.sequence(), message.type().contentType(), message.payload().duplicate());
  }

  /** Called by the thread that publishes. */
  @Override
  public void arrived(RoomMessage message) {
    loop.leave(() -> answer(message));
  }

  private void answer(RoomMessage message) {
    stopTimer();
    connection.answered(reply(message));
  }

  /** Unless a message is already on its way. */
  @Override
  public void hurry() {
    if (waiting != null && waiting.cancel()) {
      stopTimer();
      connection.answered(NO_MESSAGE);
    }
  }

  @Override
  public void abandon() {
    if (waiting != null) {
      waiting.cancel();
    }
    stopTimer();
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
