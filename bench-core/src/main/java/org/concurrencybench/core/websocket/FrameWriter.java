package org.concurrencybench.core.websocket;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Writes frames, each a whole message, with the length in its shortest form. */
final class FrameWriter {

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  /** Opcode, length, and the eight bytes of a long length. */
  private static final int MAX_HEADER_BYTES = 10;

  private FrameWriter() {}

  /** A frame as a server sends it; {@code payload} is empty afterwards. */
  static void write(Opcode opcode, ByteBuffer payload, ByteSink output) {
    header(opcode, payload.remaining(), 0, output);
    output.put(payload);
  }

  /** The bytes of a frame as a server sends it; {@code payload} is empty afterwards. */
  static ByteBuffer frame(Opcode opcode, ByteBuffer payload) {
    int length = payload.remaining();
    var frame = ByteBuffer.allocate(length + MAX_HEADER_BYTES);
    frame.put((byte) (FINAL | opcode.code()));
    if (length <= 125) {
      frame.put((byte) length);
    } else if (length <= 0xffff) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    return frame.put(payload).flip();
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
