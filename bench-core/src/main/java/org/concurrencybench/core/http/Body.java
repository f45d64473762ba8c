package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The content of one message while it arrives (RFC 9112 section 6). Content that nobody wants is
 * read to its end, because the next message starts behind it, and held nowhere.
 */
abstract sealed class Body permits FixedBody, ChunkedBody, UntilCloseBody {

  /** No bytes; a buffer without any can be shared. */
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /**
   * The next {@code length} bytes as a view of {@code input}, which has them all; no body has to be
   * made for these.
   */
  static ByteBuffer slice(ByteBuffer input, int length) {
    if (length == 0) {
      return NOTHING;
    }
    var slice = input.slice(input.position(), length);
    input.position(input.position() + length);
    return slice;
  }

  /**
   * Takes bytes from {@code input} up to the end of the content.
   *
   * @return true if the content is complete or has a {@link #fault()}; false if the input is used
   *     up
   */
  abstract boolean read(ByteBuffer input);

  /** What is wrong with the content, if anything was found so far. */
  @Nullable Fault fault() {
    return null;
  }

  /** Hands over the content; the caller owns it. Empty if it was not wanted. */
  abstract ByteBuffer content();
}
