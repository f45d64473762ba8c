package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tells whether bytes are UTF-8 while they arrive: a state is carried from piece to piece, and the
 * first byte that no continuation could mend is refused at once. The states follow the grammar of
 * RFC 3629, section 4, so overlong forms, surrogates and what lies beyond U+10FFFF have no path.
 *
 * <pre>
 *   COMPLETE ── 00..7F ──────────────────────────────────────────────▶ COMPLETE
 *            ── C2..DF ──────────────────────────────▶ ONE ── 80..BF ▶ COMPLETE
 *            ── E1..EC, EE, EF ───────▶ TWO ── 80..BF ▶ ONE
 *            ── E0 ─▶ AFTER_E0 ──────────────  A0..BF ▶ ONE
 *            ── ED ─▶ AFTER_ED ──────────────  80..9F ▶ ONE
 *            ── F1..F3 ▶ THREE ─ 80..BF ▶ TWO
 *            ── F0 ─▶ AFTER_F0 ─ 90..BF ▶ TWO
 *            ── F4 ─▶ AFTER_F4 ─ 80..8F ▶ TWO         anything else ──▶ INVALID
 * </pre>
 */
final class Utf8 {

  /** The state before the first byte, and at the end of every whole character. */
  static final int COMPLETE = 0;

  /** The state that has no way out. */
  static final int INVALID = 1;

  private static final int ONE = 2;
  private static final int TWO = 3;
  private static final int THREE = 4;
  private static final int AFTER_E0 = 5;
  private static final int AFTER_ED = 6;
  private static final int AFTER_F0 = 7;
  private static final int AFTER_F4 = 8;

  private static final long NON_ASCII = 0x8080808080808080L;
  private static final byte[] NEXT = transitions();

  private Utf8() {}

  /** Whether the bytes from position to limit are whole characters; position and limit stay. */
  static boolean valid(ByteBuffer bytes) {
    return advance(COMPLETE, bytes) == COMPLETE;
  }

  /** The state after the bytes from position to limit, which stay, read in {@code state}. */
  static int advance(int state, ByteBuffer bytes) {
    int index = bytes.position();
    int end = bytes.limit();
    int now = state;
    while (index < end && now != INVALID) {
      if (now == COMPLETE) {
        index = skipAscii(bytes, index, end);
        if (index == end) {
          break;
        }
      }
      now = NEXT[(now << 8) | (bytes.get(index++) & 0xff)];
    }
    return now;
  }

  private static int skipAscii(ByteBuffer bytes, int from, int end) {
    int index = from;
    while (index <= end - Long.BYTES && (bytes.getLong(index) & NON_ASCII) == 0) {
      index += Long.BYTES;
    }
    while (index < end && bytes.get(index) >= 0) {
      index++;
    }
    return index;
  }

  private static byte[] transitions() {
    byte[] next = new byte[(AFTER_F4 + 1) << 8];
    Arrays.fill(next, (byte) INVALID);
    allow(next, COMPLETE, 0x00, 0x7F, COMPLETE);
    allow(next, COMPLETE, 0xC2, 0xDF, ONE);
    allow(next, COMPLETE, 0xE0, 0xE0, AFTER_E0);
    allow(next, COMPLETE, 0xE1, 0xEC, TWO);
    allow(next, COMPLETE, 0xED, 0xED, AFTER_ED);
    allow(next, COMPLETE, 0xEE, 0xEF, TWO);
    allow(next, COMPLETE, 0xF0, 0xF0, AFTER_F0);
    allow(next, COMPLETE, 0xF1, 0xF3, THREE);
    allow(next, COMPLETE, 0xF4, 0xF4, AFTER_F4);
    allow(next, ONE, 0x80, 0xBF, COMPLETE);
    allow(next, TWO, 0x80, 0xBF, ONE);
    allow(next, THREE, 0x80, 0xBF, TWO);
    allow(next, AFTER_E0, 0xA0, 0xBF, ONE);
    allow(next, AFTER_ED, 0x80, 0x9F, ONE);
    allow(next, AFTER_F0, 0x90, 0xBF, TWO);
    allow(next, AFTER_F4, 0x80, 0x8F, TWO);
    return next;
  }

  private static void allow(byte[] next, int state, int first, int last, int then) {
    for (int value = first; value <= last; value++) {
      next[state << 8 | value] = (byte) then;
    }
  }
}
