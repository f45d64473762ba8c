package org.concurrencybench.driver;

import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** The same bytes back, every one of them checked. */
final class EchoExchange implements Exchange {

  private final StampedPayload payload;
  private final Request request;

  EchoExchange(int payloadBytes, long seed) {
    payload = new StampedPayload(payloadBytes, seed);
    request = new Request.Echo(payload.buffer());
  }

  @Override
  public Request request(long stamp, long sequence) {
    payload.stamp(stamp, sequence);
    return request;
  }

  @Override
  public @Nullable String fault(long stamp, long sequence, Reply reply) {
    return reply instanceof Reply.Echoed(var echoed)
        ? payload.fault("echo", stamp, sequence, echoed)
        : "a " + reply.getClass().getSimpleName() + " instead of an echo";
  }
}
