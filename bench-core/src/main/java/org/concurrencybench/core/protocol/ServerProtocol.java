package org.concurrencybench.core.protocol;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * One connection in the server role: bytes to requests, replies to bytes.
 *
 * <pre>
 *   bytes ──▶ decode ──▶ request ──▶ (the service) ──▶ reply ──▶ encode ──▶ bytes
 *               │ null: send what is in the output, then read more
 *               ▼
 *   OPEN ──▶ DONE or VIOLATED: send what is in the output, shut down output, discard input for a while, close
 * </pre>
 *
 * <p>One request at a time: after {@link #decode} returned a request, its reply is encoded before
 * decode is called again. Answers that need no service (errors, a pong, 100 Continue, an unknown
 * route) are written to the output by decode itself. Not thread-safe; no method blocks or throws
 * for anything that a peer can send.
 */
public interface ServerProtocol {

  /** How the connection stands. DONE and VIOLATED are final. */
  enum State {
    /** More may be decoded. */
    OPEN,
    /**
     * Ended as the protocol provides for ({@code Connection: close}, a close handshake, end of
     * input).
     */
    DONE,
    /** Ended because the peer broke the protocol; the answer that says so is in the output. */
    VIOLATED
  }

  /**
   * Takes bytes from {@code input} until a request is complete, nothing remains, or the state is no
   * longer OPEN.
   *
   * @param input between position and limit, what has been read and not yet decoded; while a
   *     request is being answered the caller leaves it alone, because the request's payload may be
   *     a view of it
   * @param output takes answers that need no service
   * @return the next request; null if {@code input} is used up entirely (unfinished messages are
   *     kept inside) or the state is no longer {@link State#OPEN}
   */
  @Nullable Request decode(ByteBuffer input, ByteSink output);

  /**
   * Writes the reply to the request that {@link #decode} returned last. May end the connection (see
   * {@link #state}).
   */
  void encode(Reply reply, ByteSink output);

  /**
   * The peer will send no more. A message that was cut off is dropped; all complete ones have been
   * answered. The state is {@link State#DONE} afterwards, unless it was final before.
   */
  void endOfInput(ByteSink output);

  /**
   * This server is going away: says so where the protocol can (WebSocket 1001). The state is final
   * afterwards.
   */
  void shutDown(ByteSink output);

  /**
   * The peer has taken too long for its message, or has asked for nothing for too long: says so
   * where the protocol can. The state is final afterwards.
   */
  void tookTooLong(ByteSink output);

  /**
   * Refuses a connection over the limit before anything was decoded. The state is final afterwards.
   */
  void refuse(ByteSink output);

  /** Whether a message has begun and is incomplete, so that a larger read buffer pays. */
  boolean midMessage();

  /** How a message of a room is written to this connection, once it has joined one. */
  MessageFormat messageFormat();

  /** How the connection stands now. */
  State state();
}
