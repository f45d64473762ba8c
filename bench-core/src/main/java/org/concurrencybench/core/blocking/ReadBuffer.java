package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a connection reads into: 512 bytes while it is idle, 16 KiB while a message is incomplete.
 * The large one is given back with the message, because at ten thousand connections standing
 * buffers would be what memory measures.
 */
final class ReadBuffer {

  private static final int STANDING_BYTES = 512;
  private static final int MESSAGE_BYTES = 16 * 1024;

  private final ByteBuffer standing = ByteBuffer.allocate(STANDING_BYTES);
  private ByteBuffer current = standing;

  /**
   * Blocks until something has arrived; false at the end of input. What was read before must have
   * been decoded.
   */
  boolean read(InputStream input, boolean midMessage) throws IOException {
    if (midMessage) {
      if (current.capacity() < MESSAGE_BYTES) {
        current = ByteBuffer.allocate(MESSAGE_BYTES);
      }
    } else {
      current = standing;
    }
    int count = input.read(current.array(), 0, current.capacity());
    current.position(0).limit(Math.max(count, 0));
    return count >= 0;
  }

  /** What was read last and not yet decoded. */
  ByteBuffer unread() {
    return current;
  }
}
