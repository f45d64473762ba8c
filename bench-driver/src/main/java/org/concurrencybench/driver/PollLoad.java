package org.concurrencybench.driver;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.concurrencybench.core.service.Request;

/**
 * Long polls that are held open in one room, over http.
 *
 * @param target the server
 * @param polls connections, each holding one request
 * @param payloadBytes of the message that wakes them, at least {@link Workload#MIN_PAYLOAD_BYTES}
 * @param timeout after which a poll that was not woken is answered without a message, and asks
 *     again
 * @param seed the message's bytes
 * @param drain how long to wait for answers after a window
 */
public record PollLoad(
    InetSocketAddress target,
    int polls,
    int payloadBytes,
    Duration timeout,
    long seed,
    Duration drain) {

  private static final int PAYLOAD_BYTES = 64;

  /** Checks every range. */
  public PollLoad {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException("target " + target.getHostString() + ": no such host");
    }
    if (polls < 1) {
      throw new IllegalArgumentException("polls: " + polls + ", must be at least 1");
    }
    StampedPayload.check("long-poll", payloadBytes);
    if (!timeout.isPositive() || timeout.toMillis() > Request.MAX_MILLIS) {
      throw new IllegalArgumentException(
          "timeout of a poll of " + timeout + ": must be from 1 to " + Request.MAX_MILLIS + " ms");
    }
    if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("drain of " + drain + ": must be from 0 to an hour");
    }
  }

  /** A small message, the longest timeout, the standard drain, a fixed seed. */
  public static PollLoad of(InetSocketAddress target, int polls) {
    return new PollLoad(
        target, polls, PAYLOAD_BYTES, Duration.ofMillis(Request.MAX_MILLIS), 1, Load.DRAIN);
  }

  /** The same with another payload. */
  public PollLoad withPayload(int bytes) {
    return new PollLoad(target, polls, bytes, timeout, seed, drain);
  }

  /** The same with another timeout. */
  public PollLoad withTimeout(Duration other) {
    return new PollLoad(target, polls, payloadBytes, other, seed, drain);
  }

  /** The same with another seed. */
  public PollLoad withSeed(long other) {
    return new PollLoad(target, polls, payloadBytes, timeout, other, drain);
  }

  /** The same with another drain. */
  public PollLoad withDrain(Duration other) {
    return new PollLoad(target, polls, payloadBytes, timeout, seed, other);
  }
}
