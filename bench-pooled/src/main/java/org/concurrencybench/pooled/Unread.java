package org.concurrencybench.pooled;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.concurrencybench.core.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's selector has read and nobody has begun to decode: nothing while it is idle.
 * It reads on while a request is handled, because that is how the end of the client is noticed, but
 * not beyond a bound.
 *
 * <p>Used by the loop's thread, except {@link #isEmpty}.
 */
final class Unread {

  static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private @Nullable ByteBuffer first;

  /** What follows the first, if anything ever did. */
  private @Nullable Queue<ByteBuffer> later;

  private int bytes;
  private volatile boolean empty = true;

  /** Takes over {@code read}, which is not empty. */
  void add(ByteBuffer read) {
    if (first == null) {
      first = read;
    } else {
      if (later == null) {
        later = new ArrayDeque<>();
      }
      later.add(read);
    }
    bytes += read.remaining();
    empty = false;
  }

  /** Hands over what was read first; {@link #NOTHING} if this is empty. */
  ByteBuffer take() {
    ByteBuffer taken = first == null ? NOTHING : first;
    first = later == null ? null : later.poll();
    bytes -= taken.remaining();
    empty = first == null;
    return taken;
  }

  /** Whether nothing more may be read now. */
  boolean isFull() {
    return bytes >= ServerConfig.FLUSH_BYTES;
  }

  /** Called by any thread. */
  boolean isEmpty() {
    return empty;
  }
}
