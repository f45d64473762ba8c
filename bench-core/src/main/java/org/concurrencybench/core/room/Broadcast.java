package org.concurrencybench.core.room;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to all members of a room: encoded once, its bytes shared by everybody.
 * Used by the publishing thread only, while {@link Room#publish} runs; what {@link #encoded}
 * returned may be kept.
 */
public final class Broadcast {

  private final RoomMessage message;
  private final long publishedNanos;
  private @Nullable MessageFormat format;
  private @Nullable ByteBuffer encoded;

  Broadcast(RoomMessage message, long publishedNanos) {
    this.message = message;
    this.publishedNanos = publishedNanos;
  }

  /** What is on its way. */
  public RoomMessage message() {
    return message;
  }

  /**
   * When its sender began to hand it to the members, by {@link System#nanoTime}: how long a member
   * and those before it have held up the sender is the time since.
   */
  public long publishedNanos() {
    return publishedNanos;
  }

  /**
   * The message in {@code wanted}: an own view of bytes that all members share and nobody changes.
   * Members of one server ask for the same format, so it is made once. The view has an array, so
   * that a blocking socket can be given it as it is.
   */
  public ByteBuffer encoded(MessageFormat wanted) {
    ByteBuffer bytes = encoded;
    if (bytes == null || !wanted.equals(format)) {
      bytes = wanted.encode(message);
      encoded = bytes;
      format = wanted;
    }
    return bytes.duplicate();
  }
}
