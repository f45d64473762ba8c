package org.concurrencybench.core.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** Answers at once: a greeting for a greeting, the same bytes for an echo. */
public final class EchoService implements Service {

  /**
   * The text of {@code GET /hello}: 13 bytes, read-only; {@link ByteBuffer#duplicate() duplicate}
   * before reading.
   */
  public static final ByteBuffer GREETING =
      ByteBuffer.wrap("Hello, World!".getBytes(US_ASCII)).asReadOnlyBuffer();

  @Override
  public Outcome handle(Request request) {
    return switch (request) {
      case Request.Echo(var payload) -> new Reply.Echoed(payload);
      case Request.Hello() -> new Reply.Greeting(GREETING.duplicate());
    };
  }
}
