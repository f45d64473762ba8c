package org.concurrencybench.core.protocol;

/**
 * What a protocol accepts from a peer. Enforced while reading, before memory is spent.
 *
 * @param maxMessageBytes the largest payload: of a tcp message, of an HTTP body after chunk
 *     decoding, of a WebSocket message after its fragments are joined
 */
public record Limits(int maxMessageBytes) {

  /** One mebibyte. */
  public static final Limits DEFAULT = new Limits(1 << 20);

  /** Checks the range: from 1 byte to 1 GiB. */
  public Limits {
    if (maxMessageBytes < 1 || maxMessageBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "max message of " + maxMessageBytes + " bytes: must be from 1 to " + (1 << 30));
    }
  }
}
