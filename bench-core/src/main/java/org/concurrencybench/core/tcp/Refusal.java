package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.concurrencybench.core.protocol.ByteSink;

/** Why a server refuses: the code of an ERROR message and its words. */
enum Refusal {
  UNKNOWN_OP(1, "unknown op"),
  BAD_LENGTH(2, "bad length"),
  CONNECTION_LIMIT(7, "connection limit reached");

  private final int code;
  private final String text;

  Refusal(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** Writes the whole ERROR message. */
  void encode(ByteSink output) {
    byte[] words = text.getBytes(UTF_8);
    output.putInt(2 + words.length);
    output.putByte(Op.ERROR);
    output.putByte(code);
    output.put(words);
  }
}
