package org.concurrencybench.core.protocol;

import java.nio.ByteBuffer;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * One connection in the client role: requests to bytes, bytes to replies. Not thread-safe; no I/O.
 *
 * <p>Replies come in the order of the requests. Several requests may be encoded before the first
 * reply is decoded.
 */
public interface ClientProtocol {

  /**
   * Writes what a client says first (the upgrade request of WebSocket); nothing for most protocols.
   */
  void open(ByteSink output);

  /**
   * Whether requests may be sent now: at once for most protocols, after the upgrade for WebSocket.
   */
  boolean ready();

  /**
   * Writes {@code request}.
   *
   * @throws UnsupportedOperationException if this protocol cannot carry it, naming both
   */
  void encode(Request request, ByteSink output);

  /**
   * The next complete reply.
   *
   * @param input what has been read and not yet decoded
   * @param output takes what the protocol must answer by itself (a pong, the echo of a close frame)
   * @return null if {@code input} is used up entirely; call again with more
   * @throws ProtocolViolation if the server sent what it must not; the connection is useless
   *     afterwards
   */
  @Nullable Reply decode(ByteBuffer input, ByteSink output);

  /**
   * The server will send no more.
   *
   * @return the last reply, if its end was marked by the end of input (an HTTP/1.0 body without
   *     length)
   * @throws ProtocolViolation if a message was cut off
   */
  @Nullable Reply endOfInput();

  /** Whether a reply has begun and is incomplete, so that a larger read buffer pays. */
  boolean midMessage();

  /**
   * Whether the server has said that it will close, so that no further request may be sent here.
   */
  boolean closing();

  /**
   * Writes the farewell of a client that leaves in good order (WebSocket 1000); nothing for most
   * protocols.
   */
  void close(ByteSink output);
}
