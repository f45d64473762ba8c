package org.concurrencybench.core.http;

import java.nio.ByteBuffer;

/** The value of a Host header that a client is configured with. */
final class HostHeader {

  private HostHeader() {}

  /**
   * {@code value} if it can be sent.
   *
   * @throws IllegalArgumentException if it could end the line early or name no host
   */
  static String checked(String value) {
    var bytes = ByteBuffer.wrap(Ascii.bytes(value));
    if (value.isEmpty() || !Grammar.isHost(bytes, 0, bytes.limit())) {
      throw new IllegalArgumentException("Host '" + value + "' is no host[:port]");
    }
    return value;
  }
}
