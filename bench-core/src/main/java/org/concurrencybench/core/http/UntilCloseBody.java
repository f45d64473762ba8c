package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;
import org.jspecify.annotations.Nullable;

/** Content of a reply that ends with the connection (RFC 9112 section 6.3, the last case). */
final class UntilCloseBody extends Body {

  private final Accumulator taken = new Accumulator();
  private final int maxBytes;
  private @Nullable Fault fault;

  /** Content of at most {@code maxBytes}. */
  UntilCloseBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  boolean read(ByteBuffer input) {
    taken.take(input, maxBytes - taken.size());
    if (input.hasRemaining()) {
      fault = Fault.CONTENT_TOO_LARGE;
    }
    return fault != null;
  }

  @Override
  @Nullable Fault fault() {
    return fault;
  }

  @Override
  ByteBuffer content() {
    return taken.release(0);
  }
}
