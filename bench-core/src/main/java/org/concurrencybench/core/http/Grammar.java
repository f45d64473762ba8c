package org.concurrencybench.core.http;

import java.nio.ByteBuffer;

/**
 * Which bytes may stand where (RFC 9110 section 5.6.2, RFC 9112 sections 2.2 and 3, RFC 3986
 * section 3.2.2).
 */
final class Grammar {

  private static final byte TOKEN = 1;
  private static final byte HOST = 2;
  private static final byte[] CLASSES = classes();

  private static final long EVERY_01 = 0x0101010101010101L;
  private static final long EVERY_20 = 0x2020202020202020L;
  private static final long EVERY_7F = 0x7f7f7f7f7f7f7f7fL;
  private static final long EVERY_80 = 0x8080808080808080L;

  private Grammar() {}

  /** Whether {@code b} may be part of a token: a method, a header's name. */
  static boolean isToken(byte b) {
    return b >= 0 && (CLASSES[b] & TOKEN) != 0;
  }

  /** Whether the range is a token: one or more such bytes. */
  static boolean isToken(ByteBuffer in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isToken(in.get(i))) {
        return false;
      }
    }
    return from < to;
  }

  /**
   * Whether the range holds only bytes of {@code uri-host [":" port]}; empty is allowed, as in a
   * Host header.
   */
  static boolean isHost(ByteBuffer in, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = in.get(i);
      if (b < 0 || (CLASSES[b] & HOST) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the range holds only visible ASCII, as a request target does. */
  static boolean isVisible(ByteBuffer in, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = in.get(i);
      if (b <= ' ' || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Space or tab. */
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** A byte that may not stand inside a line: below 0x20 except tab, or 0x7f. */
  static boolean isControl(byte b) {
    return b >= 0 && b < ' ' && b != '\t' || b == 0x7f;
  }

  /**
   * The first index in [from, to) of a control character, or {@code to}. In a well-formed line that
   * is the CR at its end, so this finds the end and checks the bytes in one pass, eight at a time.
   */
  static int indexOfControl(ByteBuffer in, int from, int to) {
    int i = from;
    while (i < to) {
      while (i + Long.BYTES <= to && !mayHoldControl(in.getLong(i))) {
        i += Long.BYTES;
      }
      int stop = Math.min(to, i + Long.BYTES);
      for (; i < stop; i++) {
        if (isControl(in.get(i))) {
          return i;
        }
      }
    }
    return to;
  }

  /**
   * Whether one of eight bytes is below 0x20 (tab included) or is 0x7f (Warren, Hacker's Delight,
   * section 6-1).
   */
  private static boolean mayHoldControl(long eight) {
    long below = (eight - EVERY_20) & ~eight;
    long delete = eight ^ EVERY_7F;
    return ((below | (delete - EVERY_01) & ~delete) & EVERY_80) != 0;
  }

  private static byte[] classes() {
    var classes = new byte[128];
    for (int b = 0; b < 128; b++) {
      if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
        classes[b] = TOKEN | HOST;
      }
    }
    for (byte b : Ascii.bytes("!#$%&'*+-.^_`|~")) {
      classes[b] |= TOKEN;
    }
    for (byte b : Ascii.bytes("-._~%!$&'()*+,;=:[]")) {
      classes[b] |= HOST;
    }
    return classes;
  }
}
