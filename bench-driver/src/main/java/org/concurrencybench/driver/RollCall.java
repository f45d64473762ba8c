package org.concurrencybench.driver;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sees that everybody is in the room who has joined: JOIN is answered before the member is visible,
 * so one member of each room speaks, again and again, until all have heard the last. Used by its
 * worker's thread only.
 */
final class RollCall {

  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<ChatRoom> rooms;
  private final Caller caller;
  private final EventLoop loop;
  private final NanoClock clock;
  private final CompletableFuture<Void> done;
  private final long untilNanos;
  private int roomsCalling;

  /** How a member speaks. */
  @FunctionalInterface
  interface Caller {
    void speak(ChatMember sender, long roll);
  }

  /**
   * A roll call of these rooms, which {@link #begin} begins.
   *
   * @param done completes when all have heard all, exceptionally with an {@link IOException} if
   *     somebody does not
   */
  RollCall(
      List<ChatRoom> rooms,
      Caller caller,
      EventLoop loop,
      NanoClock clock,
      CompletableFuture<Void> done) {
    this.rooms = rooms;
    this.caller = caller;
    this.loop = loop;
    this.clock = clock;
    this.done = done;
    untilNanos = clock.nanoTime() + LIMIT.toNanos();
  }

  void begin() {
    for (ChatRoom room : rooms) {
      room.calling = room.needsRollCall();
      roomsCalling += room.calling ? 1 : 0;
    }
    callAgain();
  }

  private void callAgain() {
    if (done.isDone()) {
      return;
    }
    if (clock.nanoTime() - untilNanos >= 0) {
      done.completeExceptionally(
          new IOException(
              String.format(
                  Locale.ROOT,
                  "%d rooms where not every member hears what another says, after %d s",
                  roomsCalling,
                  LIMIT.toSeconds())));
      return;
    }
    for (ChatRoom room : rooms) {
      if (room.calling) {
        call(room);
      }
    }
    if (roomsCalling == 0) {
      // Nobody had to be called, or the last room has just answered.
      done.complete(null);
    } else {
      loop.schedule(this::callAgain, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void call(ChatRoom room) {
    ChatMember sender = room.anybody();
    if (sender == null || room.lastRoll > 0 && room.countUnheard() == 0) {
      answered(room);
      return;
    }
    room.lastRoll++;
    room.unheard = room.countUnheard();
    caller.speak(sender, room.lastRoll);
  }

  /** A member has heard a call. */
  void heard(ChatMember member, long roll) {
    ChatRoom room = member.room;
    if (room.calling && roll == room.lastRoll && member.hears(roll)) {
      room.unheard--;
      if (room.unheard == 0) {
        answered(room);
      }
    }
  }

  private void answered(ChatRoom room) {
    room.answered();
    roomsCalling--;
    if (roomsCalling == 0) {
      done.complete(null);
    }
  }

  /** Nobody waits for it any longer. */
  void giveUp() {
    done.cancel(false);
  }

  /** A mistake of ours: whoever waits is told. */
  void bug(Throwable cause) {
    done.completeExceptionally(cause);
  }
}
