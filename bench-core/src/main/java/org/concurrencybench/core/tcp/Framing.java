package org.concurrencybench.core.tcp;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into messages; the same in both roles.
 *
 * <pre>
 *  0       4     5              4+n
 *  | n u32 | op  | body (n-1)    |     big-endian, unsigned; n counts op and body; 1 &lt;= n &lt;= max message + 1
 * </pre>
 *
 * <p>A message that is whole in the input is returned as a view of it; one that arrives in pieces
 * is collected and returned as a view of the collection.
 */
final class Framing {

  private static final int PREFIX_BYTES = 4;

  private final int maxLength;
  private final Accumulator partial = new Accumulator();

  Framing(int maxMessageBytes) {
    this.maxLength = maxMessageBytes + 1;
  }

  /**
   * The next message, op first, without its length; null if {@code input} is used up.
   *
   * @throws BadLength as soon as the length is known, before any memory is spent on the message
   */
  @Nullable ByteBuffer next(ByteBuffer input) throws BadLength {
    if (partial.size() == 0 && input.remaining() >= PREFIX_BYTES) {
      int length = checked(input.getInt(input.position()));
      if (input.remaining() - PREFIX_BYTES >= length) {
        int start = input.position() + PREFIX_BYTES;
        input.position(start + length);
        return input.slice(start, length);
      }
    }
    return input.hasRemaining() ? collect(input) : null;
  }

  private @Nullable ByteBuffer collect(ByteBuffer input) throws BadLength {
    if (partial.size() < PREFIX_BYTES) {
      partial.take(input, PREFIX_BYTES - partial.size());
      if (partial.size() < PREFIX_BYTES) {
        return null;
      }
    }
    int length = checked(partialLength());
    partial.take(input, PREFIX_BYTES + length - partial.size());
    return partial.size() == PREFIX_BYTES + length ? partial.release(PREFIX_BYTES) : null;
  }

  private int partialLength() {
    return partial.get(0) << 24
        | (partial.get(1) & 0xFF) << 16
        | (partial.get(2) & 0xFF) << 8
        | (partial.get(3) & 0xFF);
  }

  private int checked(int length) throws BadLength {
    if (Integer.compareUnsigned(length - 1, maxLength) >= 0) {
      throw new BadLength(length);
    }
    return length;
  }

  boolean midMessage() {
    return partial.size() > 0;
  }

  /** Forgets a message that was cut off. */
  void clear() {
    partial.clear();
  }

  /** A length outside 1 to max message + 1. */
  static final class BadLength extends Exception {

    private static final long serialVersionUID = 1L;

    BadLength(int length) {
      super("message length " + Integer.toUnsignedString(length), null, false, false);
    }
  }
}
