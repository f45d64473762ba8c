package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the slow backend. Over tcp the payload proves that the reply is this request's; http
 * sends none and returns the milliseconds.
 */
final class BackendExchange implements Exchange {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final int millis;
  private final @Nullable StampedPayload payload;
  private final Request request;

  BackendExchange(Workload.Backend workload, long seed) {
    millis = workload.millis();
    payload =
        workload.payloadBytes() == 0 ? null : new StampedPayload(workload.payloadBytes(), seed);
    request = new Request.CallBackend(millis, payload == null ? NOTHING : payload.buffer());
  }

  @Override
  public Request request(long stamp, long sequence) {
    if (payload != null) {
      payload.stamp(stamp, sequence);
    }
    return request;
  }

  @Override
  public @Nullable String fault(long stamp, long sequence, Reply reply) {
    if (!(reply instanceof Reply.BackendAnswered(int waited, var returned))) {
      return "a " + reply.getClass().getSimpleName() + " instead of the backend's answer";
    }
    if (waited != millis) {
      return "backend's answer after " + waited + " ms instead of " + millis;
    }
    return payload == null ? null : payload.fault("backend's answer", stamp, sequence, returned);
  }
}
