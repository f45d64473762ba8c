package org.concurrencybench.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** The greeting, byte for byte. */
final class HelloExchange implements Exchange {

  private static final Request REQUEST = new Request.Hello();

  private final ByteBuffer expected = BenchService.GREETING.duplicate();

  @Override
  public Request request(long stamp, long sequence) {
    return REQUEST;
  }

  @Override
  public @Nullable String fault(long stamp, long sequence, Reply reply) {
    if (!(reply instanceof Reply.Greeting(var text))) {
      return "a " + reply.getClass().getSimpleName() + " instead of the greeting";
    }
    if (!text.equals(expected)) {
      return "greeting of " + text.remaining() + " bytes: '" + ISO_8859_1.decode(text) + "'";
    }
    return null;
  }
}
