package org.concurrencybench.driver;

import java.util.function.Supplier;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** Makes requests and checks replies; one per worker, used by that worker's thread only. */
interface Exchange {

  /** Makes the exchange of each worker of a load. What they share is made now, once. */
  static Supplier<Exchange> of(Load load) {
    long seed = load.seed();
    return switch (load.workload()) {
      case Workload.Echo(int payloadBytes) -> () -> new EchoExchange(payloadBytes, seed);
      case Workload.Hello() -> HelloExchange::new;
      case Workload.Backend backend -> () -> new BackendExchange(backend, seed);
      case Workload.Compute compute -> {
        var values = new ComputedValues(compute.units(), seed);
        Supplier<Exchange> light =
            compute.payloadBytes() == 0
                ? HelloExchange::new
                : () -> new EchoExchange(compute.payloadBytes(), seed);
        yield () -> new ComputeExchange(compute, values, light.get(), seed);
      }
    };
  }

  /**
   * The request with that identity. It is valid until the next call: it is encoded at once.
   *
   * @param stamp tells this connection's requests from all others of the run
   * @param sequence counts the requests of the connection
   */
  Request request(long stamp, long sequence);

  /**
   * Whether its times are recorded apart: it is none of those whom the window is about. Before it
   * is sent or after, the answer is the same.
   */
  default boolean aside(long stamp, long sequence) {
    return false;
  }

  /** What is wrong with {@code reply}, in words that quote it; null if it is the right one. */
  @Nullable String fault(long stamp, long sequence, Reply reply);
}
