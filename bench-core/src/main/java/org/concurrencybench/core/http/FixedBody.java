package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Accumulator;

/** Content of announced length that did not lie in the input whole. */
final class FixedBody extends Body {

  private final Accumulator taken = new Accumulator();
  private final boolean wanted;
  private int missing;

  /** Content of {@code length} bytes, kept if {@code wanted}. */
  FixedBody(int length, boolean wanted) {
    this.missing = length;
    this.wanted = wanted;
  }

  @Override
  boolean read(ByteBuffer input) {
    if (wanted) {
      missing -= taken.take(input, missing);
    } else {
      int skipped = Math.min(missing, input.remaining());
      input.position(input.position() + skipped);
      missing -= skipped;
    }
    return missing == 0;
  }

  @Override
  ByteBuffer content() {
    return taken.release(0);
  }
}
