package org.concurrencybench.core.room;

import java.util.Objects;

/**
 * What the bytes of a message are.
 *
 * @param contentType as HTTP names it; what a long poll is told
 * @param text whether a WebSocket sends it as text; the bytes are then valid UTF-8
 */
public record MessageType(String contentType, boolean text) {

  /** Bytes of any kind: tcp messages, and binary messages of a WebSocket. */
  public static final MessageType BINARY = new MessageType("application/octet-stream", false);

  /** Text messages of a WebSocket. */
  public static final MessageType TEXT = new MessageType("text/plain", true);

  /** Refuses a type without a name. */
  public MessageType {
    Objects.requireNonNull(contentType, "contentType");
  }
}
