package org.concurrencybench.core.websocket;

import org.jspecify.annotations.Nullable;

/** What a frame is (RFC 6455, section 5.2). The codes between are reserved. */
enum Opcode {
  /** A further fragment of the message that an earlier frame began. */
  CONTINUATION(0x0),
  /** A message in UTF-8, or its first fragment. */
  TEXT(0x1),
  /** A message of bytes, or its first fragment. */
  BINARY(0x2),
  /** Nothing follows; the body is empty or a {@link Close}. */
  CLOSE(0x8),
  /** Asks for a pong with the same payload. */
  PING(0x9),
  /** Answers a ping, or says unasked that the peer lives. */
  PONG(0xA);

  private static final @Nullable Opcode[] BY_CODE = new @Nullable Opcode[16];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final byte code;

  Opcode(int code) {
    this.code = (byte) code;
  }

  /** The opcode with this code, from 0 to 15; null if it is reserved. */
  static @Nullable Opcode of(int code) {
    return BY_CODE[code];
  }

  /** The four bits on the wire. */
  int code() {
    return code;
  }

  /**
   * Whether this may stand between the fragments of a message, and must be short and whole itself.
   */
  boolean control() {
    return (code & 0x8) != 0;
  }
}
