package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Writes frames, each a whole message, with the length in its shortest form. */
final class FrameWriter {

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private FrameWriter() {}

  /** A frame as a server sends it; {@code payload} is empty afterwards. */
  static void write(Opcode opcode, ByteBuffer payload, ByteSink output) {
    header(opcode, payload.remaining(), 0, output);
    output.put(payload);
  }

  /** A frame as a client sends it; {@code payload} stays as it is. */
  static void writeMasked(Opcode opcode, ByteBuffer payload, int mask, ByteSink output) {
    header(opcode, payload.remaining(), MASKED, output);
    output.putInt(mask);
    Mask.append(payload.slice(), mask, output);
  }

  private static void header(Opcode opcode, int length, int maskBit, ByteSink output) {
    int first = FINAL | opcode.code();
    if (length <= 125) {
      output.putShort(first << 8 | maskBit | length);
    } else if (length <= 0xffff) {
      output.putShort(first << 8 | maskBit | 126);
      output.putShort(length);
    } else {
      output.putShort(first << 8 | maskBit | 127);
      output.putLong(length);
    }
  }
}
