package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Decimal numbers as bytes. */
final class Decimal {

  /** What {@link #parse} answers for anything but digits. */
  static final long MALFORMED = -1;

  private Decimal() {}

  /**
   * The number in [from, to), {@link Long#MAX_VALUE} if it is larger than that, {@link #MALFORMED}
   * if it is none.
   */
  static long parse(ByteBuffer in, int from, int to) {
    if (from == to) {
      return MALFORMED;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = in.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }
    return value;
  }

  /** Writes {@code value}, which is not negative. */
  static void put(int value, ByteSink output) {
    int divisor = 1;
    while (value / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      output.putByte('0' + value / divisor % 10);
    }
  }
}
