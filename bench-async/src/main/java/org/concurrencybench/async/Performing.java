package org.concurrencybench.async;

import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The one place where this model performs outcomes: what must wait, returns to the loop and is
 * called back.
 *
 * <pre>
 *   perform ──▶ encoded: the next request may be decoded
 *           └─▶ a {@link Wait} ──▶ back on the loop: {@link AsyncConnection#answered}
 * </pre>
 *
 * <p>Made for a connection when it first asks for more than an echo. Used by its loop only.
 */
final class Performing {

  private static final Reply PUBLISHED = new Reply.Published();

  private final AsyncConnection connection;
  private final Serving serving;
  private final ServingLoop loop;
  private @Nullable RoomMember member;
  private @Nullable BackendCalls backend;
  private @Nullable Wait wait;

  Performing(AsyncConnection connection, Serving serving, ServingLoop loop) {
    this.connection = connection;
    this.serving = serving;
    this.loop = loop;
  }

  /**
   * Performs an outcome.
   *
   * @param hurried whether nothing may be held open any more
   * @return whether its reply is encoded; if not, the connection is told it later
   */
  boolean perform(Outcome outcome, boolean hurried) {
    switch (outcome) {
      case Reply reply -> connection.encode(reply);
      case Outcome.Join(Room room, String name) -> join(room, name);
      case Outcome.Publish(var type, var payload) -> {
        if (member != null) {
          member.publish(type, payload);
        }
        published();
      }
      case Outcome.Post(Room room, var type, var payload) -> {
        room.publish(type, payload);
        published();
      }
      case Outcome.Compute compute -> {
        return compute(compute);
      }
      case Outcome.CallBackend call -> {
        return callBackend(call);
      }
      case Outcome.AwaitMessage poll -> {
        return awaitMessage(poll, hurried);
      }
    }
    return true;
  }

  /** What was said in the old room is before the answer, all of the new room behind it. */
  private void join(Room room, String name) {
    if (member != null) {
      loop.fetch();
      member.leave();
    }
    connection.encode(new Reply.Joined(name));
    member = new RoomMember(connection, loop, connection.messageFormat(), room.stats());
    member.join(room);
  }

  private void published() {
    loop.tellSiblings();
    connection.encode(PUBLISHED);
  }

  private boolean compute(Outcome.Compute compute) {
    boolean taken =
        serving
            .offload()
            .offer(
                compute,
                value ->
                    loop.loop()
                        .execute(() ->
                            connection.answered(new Reply.Computed(value, compute.payload()))));
    if (!taken) {
      long value = Computation.of(compute.units(), compute.seed());
      connection.encode(new Reply.Computed(value, compute.payload()));
    }
    return !taken;
  }

  private boolean callBackend(Outcome.CallBackend call) {
    if (backend == null) {
      backend = new BackendCalls(connection, serving, loop.loop());
    }
    return waitsOrEncodes(backend, backend.call(call.millis(), call.payload()));
  }

  private boolean awaitMessage(Outcome.AwaitMessage wanted, boolean hurried) {
    var poll = new HeldPoll(connection, loop);
    int timeoutMillis = hurried ? 0 : wanted.timeoutMillis();
    return waitsOrEncodes(poll, poll.begin(wanted.room(), wanted.after(), timeoutMillis));
  }

  private boolean waitsOrEncodes(Wait begun, @Nullable Reply reply) {
    if (reply == null) {
      wait = begun;
      return false;
    }
    connection.encode(reply);
    return true;
  }

  /** Whether it has joined a room. */
  boolean isMember() {
    return member != null;
  }

  /** The reply that was waited for has come. */
  void waited() {
    wait = null;
  }

  /** Nothing may be held open any more. */
  void hurry() {
    if (wait != null) {
      wait.hurry();
    }
  }

  /** The connection sends no more: it leaves its room, and what it waited for is given up. */
  void end() {
    if (member != null) {
      member.leave();
    }
    if (wait != null) {
      wait.abandon();
    }
    if (backend != null) {
      backend.abandon();
    }
  }
}
