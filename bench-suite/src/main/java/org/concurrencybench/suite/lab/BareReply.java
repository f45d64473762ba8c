package org.concurrencybench.suite.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The answer to {@code GET /hello} byte for byte, but for the date, which stands still. */
final class BareReply {

  private static final String TEXT =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/plain\r
      Content-Length: 13\r
      Date: Sun, 06 Nov 1994 08:49:37 GMT\r
      \r
      Hello, World!\
      """;

  private BareReply() {}

  /** A copy of the bytes. */
  static byte[] bytes() {
    return TEXT.getBytes(US_ASCII);
  }
}
