package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.util.Random;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that cannot be confused with each other.
 *
 * <pre>
 *  0           8              16                        n
 *  | stamp u64 | sequence u64 | random, the same for all |
 * </pre>
 *
 * A reply of another connection has the wrong stamp, a late or repeated one the wrong sequence; the
 * rest is compared byte by byte.
 */
final class Echo implements Exchange {

  static final int HEADER_BYTES = 16;

  private final ByteBuffer payload;
  private final ByteBuffer filler;
  private final Request request;

  Echo(int payloadBytes, long seed) {
    byte[] bytes = new byte[payloadBytes];
    new Random(seed).nextBytes(bytes);
    payload = ByteBuffer.wrap(bytes);
    filler = payload.slice(HEADER_BYTES, payloadBytes - HEADER_BYTES).asReadOnlyBuffer();
    request = new Request.Echo(payload);
  }

  @Override
  public Request request(long stamp, long sequence) {
    payload.clear();
    payload.putLong(0, stamp);
    payload.putLong(Long.BYTES, sequence);
    return request;
  }

  @Override
  public @Nullable String fault(long stamp, long sequence, Reply reply) {
    if (!(reply instanceof Reply.Echoed(var echoed))) {
      return "a " + reply.getClass().getSimpleName() + " instead of an echo";
    }
    if (echoed.remaining() != payload.capacity()) {
      return "echo of " + echoed.remaining() + " bytes instead of " + payload.capacity();
    }
    long echoedStamp = echoed.getLong();
    if (echoedStamp != stamp) {
      return "echo with stamp %016x instead of %016x".formatted(echoedStamp, stamp);
    }
    long echoedSequence = echoed.getLong();
    if (echoedSequence != sequence) {
      return "echo of request " + echoedSequence + " instead of " + sequence;
    }
    int differing = echoed.mismatch(filler);
    return differing < 0 ? null : "echo that differs at byte " + (HEADER_BYTES + differing);
  }
}
