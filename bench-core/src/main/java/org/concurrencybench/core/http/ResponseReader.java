package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the replies of one connection, whoever wrote them (RFC 9112 section 6.3).
 *
 * <pre>
 *   ──▶ HEAD ──┬── 1xx but 101: skipped ──▶ HEAD
 *              ├── no content, or all of it in the input ──▶ reply
 *              └──▶ BODY, ended by length, last chunk or end of input ──▶ reply
 * </pre>
 */
final class ResponseReader {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final int maxBytes;
  private boolean closing;
  private @Nullable ResponseHead head;
  private @Nullable Body body;

  /** For replies with at most {@code maxBytes} of content. */
  ResponseReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The next final reply, or null if {@code input} is used up.
   *
   * @throws ProtocolViolation if what comes is no HTTP/1.x or over the limits
   */
  @Nullable Response read(ByteBuffer input) {
    while (input.hasRemaining()) {
      Response response = body == null ? readHead(input) : readBody(body, input);
      if (response != null) {
        return response;
      }
    }
    return null;
  }

  private @Nullable Response readHead(ByteBuffer input) {
    ResponseHead current = head == null ? new ResponseHead() : head;
    head = current;
    if (!current.read(input)) {
      return null;
    }
    check(current.fault());
    if (current.status() < 200 && current.status() != SWITCHING_PROTOCOLS) {
      head = null;
      return null;
    }
    closing |= !current.keeps();
    if (!current.hasContent()) {
      return complete(current, Body.NOTHING);
    }
    return startBody(current, input);
  }

  private @Nullable Response startBody(ResponseHead current, ByteBuffer input) {
    long length = current.contentLength();
    if (length > maxBytes) {
      throw new ProtocolViolation(
          "the server announced " + length + " bytes of content, over the limit of " + maxBytes);
    }
    if (current.chunked()) {
      body = new ChunkedBody(maxBytes, true);
    } else if (length == MessageHead.NO_LENGTH) {
      closing = true;
      body = new UntilCloseBody(maxBytes);
    } else if (length > input.remaining()) {
      body = new FixedBody((int) length, true);
    } else {
      return complete(current, Body.slice(input, (int) length));
    }
    return null;
  }

  private @Nullable Response readBody(Body current, ByteBuffer input) {
    if (!current.read(input)) {
      return null;
    }
    check(current.fault());
    return complete(currentHead(), current.content());
  }

  /**
   * The server will send no more.
   *
   * @return the reply that this ends, if any
   * @throws ProtocolViolation if it cuts one off
   */
  @Nullable Response endOfInput() {
    closing = true;
    if (body instanceof UntilCloseBody) {
      return complete(currentHead(), body.content());
    }
    if (midMessage()) {
      throw new ProtocolViolation("the server closed in the middle of a reply");
    }
    return null;
  }

  /** Whether a reply has begun and is incomplete. */
  boolean midMessage() {
    return head != null && head.begun();
  }

  /** Whether the server has said that it will close. */
  boolean closing() {
    return closing;
  }

  private Response complete(ResponseHead current, ByteBuffer content) {
    head = null;
    body = null;
    return new Response(current, content);
  }

  private ResponseHead currentHead() {
    if (head == null) {
      throw new IllegalStateException("content without a head");
    }
    return head;
  }

  private static void check(@Nullable Fault fault) {
    if (fault != null) {
      throw new ProtocolViolation("the server's reply is refused: " + fault.text());
    }
  }
}
