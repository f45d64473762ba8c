package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request method that this server knows (RFC 9110 section 9, RFC 5789). CONNECT is left out on
 * purpose: what follows it would be no HTTP, so it is refused with 501 like any unknown method.
 */
enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  OPTIONS,
  TRACE,
  PATCH;

  private static final Method[] ALL = values();

  @SuppressWarnings("ImmutableEnumChecker") // neither changed nor handed out
  private final byte[] bytes = Ascii.bytes(name());

  /** The method spelled in the range, or null. Methods are case-sensitive. */
  static @Nullable Method of(ByteBuffer in, int from, int to) {
    for (Method method : ALL) {
      if (Ascii.equal(in, from, to, method.bytes)) {
        return method;
      }
    }
    return null;
  }
}
