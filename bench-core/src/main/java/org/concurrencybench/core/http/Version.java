package org.concurrencybench.core.http;

import java.nio.ByteBuffer;

/** {@code HTTP/d.d} (RFC 9112 section 2.3), as major * 10 + minor. */
final class Version {

  /** The length of {@code HTTP/1.1}. */
  static final int BYTES = 8;

  static final int MALFORMED = -1;

  private static final byte[] NAME = Ascii.bytes("HTTP/");

  private Version() {}

  /**
   * The version that starts at {@code from}, where {@value #BYTES} bytes must be, or {@link
   * #MALFORMED}.
   */
  static int of(ByteBuffer in, int from) {
    int major = in.get(from + 5) - '0';
    int minor = in.get(from + 7) - '0';
    boolean wellFormed =
        Ascii.equal(in, from, from + NAME.length, NAME)
            && in.get(from + 6) == '.'
            && major >= 0
            && major <= 9
            && minor >= 0
            && minor <= 9;
    return wellFormed ? major * 10 + minor : MALFORMED;
  }

  static int major(int version) {
    return version / 10;
  }

  static int minor(int version) {
    return version % 10;
  }
}
