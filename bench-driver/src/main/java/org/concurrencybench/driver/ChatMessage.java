package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.util.Random;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * The one message buffer of a worker, and how a message that arrived is read.
 *
 * <pre>
 *  0         8          12           16             20           24             32         40               n
 *  | run u64 | room u32 | sender u32 | sequence u32 | number u32 | intended i64 | sent i64 | the same for all |
 * </pre>
 *
 * Room and sender are indices, so that a delivery is looked up without a hash; the sequence is the
 * sender's, the number the room's ({@link OpenMessages}). The two times are {@link System#nanoTime}
 * of this process, which is what reads the clock again when the message arrives: one clock that
 * never goes back, whatever the server's is. Used by one thread.
 */
final class ChatMessage {

  static final int HEADER_BYTES = 40;

  private static final int ROOM = 8;
  private static final int SENDER = 12;
  private static final int SEQUENCE = 16;
  private static final int NUMBER = 20;
  private static final int INTENDED = 24;
  private static final int SENT = 32;

  private final long run;
  private final ByteBuffer payload;
  private final ByteBuffer filler;
  private final Request publish;

  ChatMessage(int payloadBytes, long run, long seed) {
    this.run = run;
    byte[] bytes = new byte[payloadBytes];
    new Random(seed).nextBytes(bytes);
    payload = ByteBuffer.wrap(bytes);
    payload.putLong(0, run);
    filler = payload.slice(HEADER_BYTES, payloadBytes - HEADER_BYTES).asReadOnlyBuffer();
    publish = new Request.Publish(MessageType.BINARY, payload);
  }

  /** A publish, valid until the next call: it is encoded at once. */
  Request publish(
      int room, int sender, int sequence, int number, long intendedNanos, long sentNanos) {
    payload.clear();
    payload.putInt(ROOM, room);
    payload.putInt(SENDER, sender);
    payload.putInt(SEQUENCE, sequence);
    payload.putInt(NUMBER, number);
    payload.putLong(INTENDED, intendedNanos);
    payload.putLong(SENT, sentNanos);
    return publish;
  }

  /**
   * What is wrong with a message that a member of {@code room} got, seen for itself; null if
   * nothing is.
   */
  @Nullable String fault(ByteBuffer delivered, int room, int members) {
    if (delivered.remaining() != payload.capacity()) {
      return "message of " + delivered.remaining() + " bytes instead of " + payload.capacity();
    }
    int start = delivered.position();
    if (delivered.getLong(start) != run) {
      return "message that nobody of this run has sent";
    }
    if (delivered.getInt(start + ROOM) != room) {
      return "message of room " + delivered.getInt(start + ROOM) + " in room " + room;
    }
    int sender = sender(delivered);
    if (sender < 0 || sender >= members) {
      return "message of member " + sender + " in a room of " + members;
    }
    delivered.position(start + HEADER_BYTES);
    int differing = delivered.mismatch(filler);
    delivered.position(start);
    return differing < 0 ? null : "message that differs at byte " + (HEADER_BYTES + differing);
  }

  static int sender(ByteBuffer delivered) {
    return delivered.getInt(delivered.position() + SENDER);
  }

  static int sequence(ByteBuffer delivered) {
    return delivered.getInt(delivered.position() + SEQUENCE);
  }

  static int number(ByteBuffer delivered) {
    return delivered.getInt(delivered.position() + NUMBER);
  }

  static long intendedNanos(ByteBuffer delivered) {
    return delivered.getLong(delivered.position() + INTENDED);
  }

  static long sentNanos(ByteBuffer delivered) {
    return delivered.getLong(delivered.position() + SENT);
  }
}
