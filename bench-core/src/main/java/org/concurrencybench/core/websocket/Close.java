package org.concurrencybench.core.websocket;

import static java.nio.charset.CodingErrorAction.REPLACE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/**
 * The body of a close frame (RFC 6455, section 5.5.1).
 *
 * <pre>
 *  0      2          up to 125
 *  | code | reason   |           or nothing at all
 * </pre>
 *
 * @param code the code, {@link CloseCode#NO_CODE} if there was no body
 * @param reason for the log of whoever receives it, possibly empty
 */
record Close(int code, String reason) {

  private static final int LONGEST_BODY = 125;
  private static final Close EMPTY = new Close(CloseCode.NO_CODE, "");

  /**
   * The bytes of a body, the reason cut after its last whole character that fits.
   *
   * @param code {@link CloseCode#NO_CODE} for an empty body
   */
  static ByteBuffer body(int code, String reason) {
    if (code == CloseCode.NO_CODE) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer body = ByteBuffer.allocate(LONGEST_BODY).putShort((short) code);
    UTF_8
        .newEncoder()
        .onMalformedInput(REPLACE)
        .onUnmappableCharacter(REPLACE)
        .encode(CharBuffer.wrap(reason), body, true);
    return body.flip();
  }

  /**
   * What a complete body says.
   *
   * @throws Fault 1002 if it is one byte long or its code is not {@link CloseCode#allowed}; 1007 if
   *     its reason is not UTF-8
   */
  static Close parse(ByteBuffer body) throws Fault {
    if (!body.hasRemaining()) {
      return EMPTY;
    }
    if (body.remaining() == 1) {
      throw new Fault(CloseCode.PROTOCOL_ERROR, "close body of one byte");
    }
    int code = (body.get() & 0xff) << 8 | (body.get() & 0xff);
    if (!CloseCode.allowed(code)) {
      throw new Fault(CloseCode.PROTOCOL_ERROR, "close code " + code);
    }
    if (!Utf8.valid(body)) {
      throw new Fault(CloseCode.INVALID_DATA, "close reason is not UTF-8");
    }
    return new Close(code, UTF_8.decode(body).toString());
  }
}
