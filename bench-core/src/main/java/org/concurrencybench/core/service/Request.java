package org.concurrencybench.core.service;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.MessageType;

/**
 * What a client asks for, whatever protocol carried it.
 *
 * <p>A payload is a view of bytes that somebody else owns. It is valid until the reply to the
 * request has been encoded; whoever keeps it longer copies it. Its position and limit enclose it,
 * and reading it may move its position.
 */
public sealed interface Request {

  /** Asks for the same bytes back (tcp op 0x01, {@code POST /echo}, WebSocket {@code /echo}). */
  record Echo(ByteBuffer payload) implements Request {}

  /** Asks for the constant greeting ({@code GET /hello}), the smallest request there is. */
  record Hello() implements Request {}

  /**
   * Asks for a computation (tcp op 0x02, {@code GET /compute}).
   *
   * @param units units of {@link Computation}, from 0 to {@link #MAX_UNITS}
   * @param seed what to start from
   * @param payload travels there and back; empty over HTTP
   */
  record Compute(int units, long seed, ByteBuffer payload) implements Request {}

  /**
   * Asks for an answer that the slow backend must give first (tcp op 0x03, {@code GET /backend}).
   *
   * @param millis how long the backend shall take, from 0 to {@link #MAX_MILLIS}
   * @param payload travels there and back; empty over HTTP
   */
  record CallBackend(int millis, ByteBuffer payload) implements Request {}

  /**
   * Makes the connection a member of a room (tcp op 0x10, WebSocket {@code /rooms/...}); a member
   * of another room leaves that.
   */
  record Join(String room) implements Request {}

  /**
   * Says something in the room that the connection has joined (tcp op 0x11, a data message of a
   * WebSocket). Protocols ask for it only after a {@link Join} was answered.
   */
  record Publish(MessageType type, ByteBuffer payload) implements Request {}

  /** Says something in a room from outside ({@code POST /rooms/...}). */
  record Post(String room, MessageType type, ByteBuffer payload) implements Request {}

  /**
   * Asks for the next message of a room and is held open until there is one ({@code GET
   * /rooms/.../next}).
   *
   * @param after the sequence after which the message must come; {@link #ANY} for the next one that
   *     is published
   * @param timeoutMillis how long to wait, from 0 to {@link #MAX_MILLIS}
   */
  record AwaitMessage(String room, long after, int timeoutMillis) implements Request {}

  /** The most units of computation in one request. */
  int MAX_UNITS = 10_000_000;

  /** The longest wait in one request, in milliseconds. */
  int MAX_MILLIS = 600_000;

  /** In {@link AwaitMessage}: whatever is published next. */
  long ANY = -1;
}
