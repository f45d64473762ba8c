package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that cannot be confused with each other.
 *
 * <pre>
 *  0           8              16                        n
 *  | stamp u64 | sequence u64 | random, the same for all |
 * </pre>
 *
 * One that comes back to another connection has the wrong stamp, a late or repeated one the wrong
 * sequence; the rest is compared byte by byte. Used by one worker's thread.
 */
final class StampedPayload {

  static final int HEADER_BYTES = 16;

  private final ByteBuffer payload;
  private final ByteBuffer filler;

  StampedPayload(int payloadBytes, long seed) {
    byte[] bytes = new byte[payloadBytes];
    new Random(seed).nextBytes(bytes);
    payload = ByteBuffer.wrap(bytes);
    filler = payload.slice(HEADER_BYTES, payloadBytes - HEADER_BYTES).asReadOnlyBuffer();
  }

  /** Refuses sizes that cannot carry the header, and those that servers refuse by default. */
  static void check(String workload, int payloadBytes) {
    if (payloadBytes < HEADER_BYTES || payloadBytes > Workload.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload of "
              + payloadBytes
              + " bytes: "
              + workload
              + " takes from "
              + HEADER_BYTES
              + " (its stamp and sequence) to "
              + Workload.MAX_PAYLOAD_BYTES);
    }
  }

  /** The one buffer; {@link #stamp} makes it another payload. */
  ByteBuffer buffer() {
    return payload;
  }

  /** Makes it the payload of that identity. */
  void stamp(long stamp, long sequence) {
    payload.clear();
    payload.putLong(0, stamp);
    payload.putLong(Long.BYTES, sequence);
  }

  /**
   * What is wrong with what came back; null if nothing is.
   *
   * @param what it is, as {@code echo}
   */
  @Nullable String fault(String what, long stamp, long sequence, ByteBuffer returned) {
    if (returned.remaining() != payload.capacity()) {
      return what + " of " + returned.remaining() + " bytes instead of " + payload.capacity();
    }
    long itsStamp = returned.getLong();
    if (itsStamp != stamp) {
      return String.format(
          Locale.ROOT, "%s with stamp %016x instead of %016x", what, itsStamp, stamp);
    }
    long itsSequence = returned.getLong();
    if (itsSequence != sequence) {
      return what + " of request " + itsSequence + " instead of " + sequence;
    }
    int differing = returned.mismatch(filler);
    return differing < 0 ? null : what + " that differs at byte " + (HEADER_BYTES + differing);
  }
}
