package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.service.Reply;

/** Why a server refuses: the code of an ERROR message and its words. */
enum Refusal {
  UNKNOWN_OP(1, "unknown op"),
  BAD_LENGTH(2, "bad length"),
  NOT_JOINED(3, "publish before join"),
  BAD_ROOM(4, "bad room: a name is UTF-8 of 1 to 64 bytes"),
  BAD_BODY(5, "bad body"),
  CONNECTION_LIMIT(7, "connection limit reached");

  /** Behind this code the connection stays open. */
  static final int BACKEND_UNAVAILABLE = 6;

  /** Behind this one too. */
  static final int BUSY = 8;

  private final int code;
  private final String text;

  Refusal(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** Writes the whole ERROR message. */
  void encode(ByteSink output) {
    encode(code, text, output);
  }

  /** Writes an ERROR that leaves the connection open: the backend is unavailable. */
  static void encodeUnavailable(String text, ByteSink output) {
    encode(BACKEND_UNAVAILABLE, text, output);
  }

  /** Writes an ERROR that leaves the connection open: the request finds no worker. */
  static void encodeBusy(ByteSink output) {
    encode(BUSY, Reply.Busy.TEXT, output);
  }

  private static void encode(int code, String text, ByteSink output) {
    byte[] words = text.getBytes(UTF_8);
    output.putInt(2 + words.length);
    output.putByte(Op.ERROR);
    output.putByte(code);
    output.put(words);
  }
}
