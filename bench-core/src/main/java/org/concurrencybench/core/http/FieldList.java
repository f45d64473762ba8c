package org.concurrencybench.core.http;

import java.nio.ByteBuffer;

/**
 * A header's value read as a list: {@code a, b , ,c} has the members a, b and c (RFC 9110 section
 * 5.6.1).
 *
 * <pre>
 *   for (int m = start(in, from, to); m &lt; to; m = start(in, end(in, m, to), to)) {
 *     // the member is [m, trimmedEnd(in, m, to))
 *   }
 * </pre>
 */
final class FieldList {

  private FieldList() {}

  /** Where the first member at or behind {@code from} starts, or {@code to} if there is none. */
  static int start(ByteBuffer in, int from, int to) {
    int i = from;
    while (i < to && (in.get(i) == ',' || Grammar.isBlank(in.get(i)))) {
      i++;
    }
    return i;
  }

  /** The comma behind the member that starts at {@code member}, or {@code to}. */
  static int end(ByteBuffer in, int member, int to) {
    return Ascii.indexOf(in, member, to, ',');
  }

  /** The end of the member that starts at {@code member}, without blanks. */
  static int trimmedEnd(ByteBuffer in, int member, int to) {
    int end = end(in, member, to);
    while (end > member && Grammar.isBlank(in.get(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether a member equals {@code lowerCase} in upper or lower case. */
  static boolean contains(ByteBuffer in, int from, int to, byte[] lowerCase) {
    for (int m = start(in, from, to); m < to; m = start(in, end(in, m, to), to)) {
      if (Ascii.equalIgnoringCase(in, m, trimmedEnd(in, m, to), lowerCase)) {
        return true;
      }
    }
    return false;
  }
}
