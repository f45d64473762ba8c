package org.concurrencybench.core.service;

import java.nio.ByteBuffer;

/**
 * The answer to a {@link Request}. A server encodes it; a client decodes it from what the server
 * sent.
 *
 * <p>A payload is a view, as in {@link Request}. In the client role it is valid until the next call
 * of the protocol that decoded it.
 */
public sealed interface Reply extends Outcome {

  /** The bytes of an {@link Request.Echo}, unchanged. */
  record Echoed(ByteBuffer payload) implements Reply {}

  /**
   * The answer to {@link Request.Hello}. A server sends {@link BenchService#GREETING}; a client
   * sees what came and checks it.
   */
  record Greeting(ByteBuffer text) implements Reply {}

  /**
   * The answer to {@link Request.Compute}.
   *
   * @param value what the computation ended with
   * @param payload that of the request
   */
  record Computed(long value, ByteBuffer payload) implements Reply {}

  /**
   * The answer to {@link Request.CallBackend}, after the backend has given its own.
   *
   * @param millis what was asked for; over HTTP the whole content
   * @param payload that of the request
   */
  record BackendAnswered(int millis, ByteBuffer payload) implements Reply {}

  /**
   * The backend cannot be reached, broke off or took too long: ERROR 6 of tcp, status 502 of HTTP;
   * the connection stays open. A server encodes it; a client decodes a {@link Refused}.
   *
   * @param text what happened, for people
   */
  record BackendUnavailable(String text) implements Reply {}

  /**
   * All workers of the server are taken and their queue is full, so that the request was not looked
   * at: ERROR 8 of tcp, status 503 of HTTP, and the connection stays open; WebSocket, which has no
   * such answer, closes with 1013. Takes the place of any other reply. A server encodes it; a
   * client decodes a {@link Refused}.
   */
  record Busy() implements Reply {

    /** What happened, for people. */
    public static final String TEXT = "busy: all workers are taken and their queue is full";
  }

  /** The answer to {@link Request.Join}; messages of the room follow as {@link Delivered}. */
  record Joined(String room) implements Reply {}

  /**
   * The message was given to its room. The answer to {@link Request.Post}; nothing on the wire for
   * a {@link Request.Publish}, whose sender sees its own message instead.
   */
  record Published() implements Reply {}

  /**
   * A message of the room that a client has joined. Not the reply to a request: after {@link
   * Joined} it may come at any time. Servers send it as a {@link
   * org.concurrencybench.core.room.Broadcast}; only clients see this.
   *
   * @param text whether a WebSocket sent it as text
   */
  record Delivered(boolean text, ByteBuffer payload) implements Reply {}

  /**
   * The answer to {@link Request.AwaitMessage}.
   *
   * @param sequence its place in the room
   * @param contentType as HTTP names it
   */
  record Awaited(long sequence, String contentType, ByteBuffer payload) implements Reply {}

  /** No message came in time: 204. */
  record NoMessage() implements Reply {}

  /** Messages after the sequence that was asked for are no longer kept: 410. */
  record MessagesGone() implements Reply {}

  /**
   * A well-formed answer that says no: an ERROR of tcp, a status from 400 of HTTP, a close frame of
   * WebSocket. Seen by clients only.
   *
   * @param code the code of the protocol that carried it: 1 to 8 in tcp, the status in HTTP, the
   *     close code in WebSocket
   * @param text what the server said about it, possibly empty
   */
  record Refused(int code, String text) implements Reply {}
}
