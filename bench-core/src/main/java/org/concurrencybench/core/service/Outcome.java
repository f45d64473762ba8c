package org.concurrencybench.core.service;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;

/**
 * What the {@link Service} wants to happen for a request. Each model has one place that performs
 * outcomes its own way: the blocking models block, the event loop takes a callback.
 *
 * <p>Every outcome ends in exactly one {@link Reply}, which the connection encodes before it
 * decodes its next request. Payloads are views, as in {@link Request}.
 */
public sealed interface Outcome
    permits Reply,
        Outcome.Compute,
        Outcome.CallBackend,
        Outcome.Join,
        Outcome.Publish,
        Outcome.Post,
        Outcome.AwaitMessage {

  /** To be computed, here or elsewhere; ends in a {@link Reply.Computed}. */
  record Compute(int units, long seed, ByteBuffer payload) implements Outcome {}

  /**
   * To be asked of the slow backend over the connection's own backend connection; ends in a {@link
   * Reply.BackendAnswered} or {@link Reply.BackendUnavailable}.
   */
  record CallBackend(int millis, ByteBuffer payload) implements Outcome {}

  /**
   * The connection leaves its room, if it is in one, is answered with a {@link Reply.Joined} and
   * becomes a member of {@code room}, both in effect together: whoever has the answer is a member,
   * and no message precedes the answer.
   *
   * @param name what the client called it
   */
  record Join(Room room, String name) implements Outcome {}

  /**
   * To be published in the room that the connection has joined; ends in {@link Reply.Published}.
   */
  record Publish(MessageType type, ByteBuffer payload) implements Outcome {}

  /** To be published in {@code room}; ends in {@link Reply.Published}. */
  record Post(Room room, MessageType type, ByteBuffer payload) implements Outcome {}

  /**
   * To be waited for without holding up anybody else; ends in {@link Reply.Awaited}, {@link
   * Reply.NoMessage} or {@link Reply.MessagesGone}. A client that ends its output meanwhile is
   * answered {@link Reply.NoMessage} at once: it may be gone, and nothing may be left waiting.
   *
   * @param after as in {@link Request.AwaitMessage}
   */
  record AwaitMessage(Room room, long after, int timeoutMillis) implements Outcome {}
}
