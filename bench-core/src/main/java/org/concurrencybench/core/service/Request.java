package org.concurrencybench.core.service;

import java.nio.ByteBuffer;

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
}
