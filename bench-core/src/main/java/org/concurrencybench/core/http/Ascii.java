package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Compares and copies parts of a head without turning them into strings. Ranges are [from, to),
 * absolute.
 */
final class Ascii {

  private Ascii() {}

  /** The bytes of {@code text}. */
  static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Whether the range holds exactly {@code expected}. */
  static boolean equal(ByteBuffer in, int from, int to, byte[] expected) {
    if (to - from != expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (in.get(from + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the range holds {@code lowerCase} in upper or lower case. The range has no control
   * characters, and {@code lowerCase} consists of small letters, digits and hyphens: setting bit 5
   * then maps only letters to them.
   */
  static boolean equalIgnoringCase(ByteBuffer in, int from, int to, byte[] lowerCase) {
    if (to - from != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((in.get(from + i) | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first index of {@code wanted}, or {@code to}. */
  static int indexOf(ByteBuffer in, int from, int to, char wanted) {
    int i = from;
    while (i < to && in.get(i) != wanted) {
      i++;
    }
    return i;
  }

  /** A copy of the range. */
  static byte[] copy(ByteBuffer in, int from, int to) {
    var copy = new byte[to - from];
    in.get(from, copy);
    return copy;
  }

  /** The range as text, a character for a byte. */
  static String text(ByteBuffer in, int from, int to) {
    return new String(copy(in, from, to), ISO_8859_1);
  }
}
