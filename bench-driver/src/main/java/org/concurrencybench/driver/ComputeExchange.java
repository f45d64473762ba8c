package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests of which a share computes. Which ones do is drawn for each (a Bernoulli trial), by
 * hashing its stamp and sequence: the stamps come from the seeded generator, so a run can be
 * repeated, and nothing needs to be remembered between request and reply.
 */
final class ComputeExchange implements Exchange {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final int UNIFORM_BITS = 53;

  private final int units;
  private final double share;
  private final ComputedValues values;
  private final Exchange light;
  private final @Nullable StampedPayload payload;

  /**
   * The requests of one worker.
   *
   * @param light the others, that do not compute
   */
  ComputeExchange(Workload.Compute workload, ComputedValues values, Exchange light, long seed) {
    this.units = workload.units();
    this.share = workload.share();
    this.values = values;
    this.light = light;
    payload =
        workload.payloadBytes() == 0 ? null : new StampedPayload(workload.payloadBytes(), seed);
  }

  @Override
  public boolean aside(long stamp, long sequence) {
    return share < 1 && computes(stamp, sequence);
  }

  private boolean computes(long stamp, long sequence) {
    double uniform = (mix(stamp, sequence) >>> (Long.SIZE - UNIFORM_BITS)) * 0x1.0p-53;
    return uniform < share;
  }

  private int index(long stamp, long sequence) {
    // Low bits; whether it computes at all was decided by the high ones.
    return (int) ((mix(stamp, sequence) & 0x3FF) % values.count());
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), which a counter may feed. */
  private static long mix(long stamp, long sequence) {
    long z = stamp + sequence * GOLDEN_RATIO;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public Request request(long stamp, long sequence) {
    if (!computes(stamp, sequence)) {
      return light.request(stamp, sequence);
    }
    ByteBuffer carried = NOTHING;
    if (payload != null) {
      payload.stamp(stamp, sequence);
      carried = payload.buffer();
    }
    return new Request.Compute(units, values.seed(index(stamp, sequence)), carried);
  }

  @Override
  public @Nullable String fault(long stamp, long sequence, Reply reply) {
    if (!computes(stamp, sequence)) {
      return light.fault(stamp, sequence, reply);
    }
    if (!(reply instanceof Reply.Computed(long value, var returned))) {
      return "a " + reply.getClass().getSimpleName() + " instead of a computed value";
    }
    long expected = values.value(index(stamp, sequence));
    if (value != expected) {
      return String.format(Locale.ROOT, "computed value %016x instead of %016x", value, expected);
    }
    return payload == null ? null : payload.fault("computation", stamp, sequence, returned);
  }
}
