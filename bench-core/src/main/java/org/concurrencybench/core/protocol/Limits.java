package org.concurrencybench.core.protocol;

import java.time.Duration;

/**
 * What a protocol accepts from a peer. Enforced while reading, before memory is spent.
 *
 * @param maxMessageBytes the largest payload: of a tcp message, of an HTTP body after chunk
 *     decoding, of a WebSocket message after its fragments are joined
 * @param message how long a message may take from its first byte to its last, its head included;
 *     zero for no limit
 * @param idle how long a connection may ask for nothing; zero for no limit. Members of a room
 *     listen and are never idle
 */
public record Limits(int maxMessageBytes, Duration message, Duration idle) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** How long a message may take unless something else is said. */
  public static final Duration MESSAGE = Duration.ofSeconds(60);

  /** One mebibyte in a minute; a connection may be idle for ever. */
  public static final Limits DEFAULT = new Limits(1 << 20);

  /** Checks the ranges: from 1 byte to 1 GiB; no limit, or from 0.1 s to a day. */
  public Limits {
    if (maxMessageBytes < 1 || maxMessageBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "max message of " + maxMessageBytes + " bytes: must be from 1 to " + (1 << 30));
    }
    check("message timeout", message);
    check("idle timeout", idle);
  }

  /** Messages of that size, with the usual time. */
  public Limits(int maxMessageBytes) {
    this(maxMessageBytes, MESSAGE, Duration.ZERO);
  }

  private static void check(String name, Duration limit) {
    if (!limit.isZero() && (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          name
              + " of "
              + limit.toMillis()
              + " ms: must be from "
              + SHORTEST.toMillis()
              + " ms to one day, or 0 for none");
    }
  }
}
