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
   * The answer to {@link Request.Hello}. A server sends {@link EchoService#GREETING}; a client sees
   * what came and checks it.
   */
  record Greeting(ByteBuffer text) implements Reply {}

  /**
   * A well-formed answer that says no: an ERROR of tcp, a status from 400 of HTTP, a close frame of
   * WebSocket.
   *
   * @param code the code of the protocol that carried it: 1 to 7 in tcp, the status in HTTP, the
   *     close code in WebSocket
   * @param text what the server said about it, possibly empty
   */
  record Refused(int code, String text) implements Reply {}
}
