package org.concurrencybench.core.room;

import java.nio.ByteBuffer;

/** How a protocol writes a message to a member. Stateless; may be used by any thread. */
@FunctionalInterface
public interface MessageFormat {

  /**
   * The whole message on the wire, length or frame header included, in bytes that nobody changes
   * afterwards, readable from position to limit and backed by an array. {@code message.payload()}
   * stays as it is.
   */
  ByteBuffer encode(RoomMessage message);
}
