package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The value of Transfer-Encoding (RFC 9112 section 6.1), of which only {@code chunked} alone is
 * understood.
 */
final class TransferCoding {

  private static final byte[] CHUNKED = Ascii.bytes("chunked");

  private TransferCoding() {}

  /** What is wrong with the codings in [from, to), or null if they are chunked, once. */
  static @Nullable Fault fault(ByteBuffer in, int from, int to) {
    int codings = 0;
    for (int m = FieldList.start(in, from, to);
        m < to;
        m = FieldList.start(in, FieldList.end(in, m, to), to)) {
      if (!Ascii.equalIgnoringCase(in, m, FieldList.trimmedEnd(in, m, to), CHUNKED)) {
        return Fault.UNKNOWN_CODING;
      }
      codings++;
    }
    return codings == 1 ? null : Fault.CODING_LIST;
  }
}
