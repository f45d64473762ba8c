package org.concurrencybench.core.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.concurrencybench.core.protocol.ByteSink;

/**
 * The exclusive or of a payload with four bytes repeated (RFC 6455, section 5.3). Applied twice it
 * gives the payload back. It works eight bytes at a time, and takes a mask as the big-endian number
 * of its four bytes.
 */
final class Mask {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Mask() {}

  /**
   * Masks, or unmasks, the bytes from position to limit in place; position and limit stay.
   *
   * @param bytes big-endian and writable
   * @param phase how many bytes of the same payload came before these
   */
  static void apply(ByteBuffer bytes, int mask, int phase) {
    int turned = Integer.rotateLeft(mask, (phase & 3) * Byte.SIZE);
    // Two loops, because the compiler makes vector instructions of the one over a plain array, and
    // of neither if a single loop has to serve both kinds of buffer.
    if (bytes.hasArray()) {
      int offset = bytes.arrayOffset();
      applyToArray(bytes.array(), offset + bytes.position(), offset + bytes.limit(), turned);
    } else {
      applyToDirect(bytes, turned);
    }
  }

  /** Appends the masked bytes to {@code output}; {@code bytes}, big-endian, stays as it is. */
  static void append(ByteBuffer bytes, int mask, ByteSink output) {
    int turned = mask;
    long wide = twice(mask);
    int index = bytes.position();
    int end = bytes.limit();
    for (; index <= end - Long.BYTES; index += Long.BYTES) {
      output.putLong(bytes.getLong(index) ^ wide);
    }
    for (; index < end; index++) {
      output.putByte(bytes.get(index) ^ turned >>> 24);
      turned = Integer.rotateLeft(turned, Byte.SIZE);
    }
  }

  private static void applyToArray(byte[] bytes, int from, int end, int mask) {
    int turned = mask;
    boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    long wide = twice(bigEndian ? mask : Integer.reverseBytes(mask));
    int index = from;
    for (; index <= end - Long.BYTES; index += Long.BYTES) {
      LONG.set(bytes, index, (long) LONG.get(bytes, index) ^ wide);
    }
    for (; index < end; index++) {
      bytes[index] ^= (byte) (turned >>> 24);
      turned = Integer.rotateLeft(turned, Byte.SIZE);
    }
  }

  private static void applyToDirect(ByteBuffer bytes, int mask) {
    int turned = mask;
    long wide = twice(mask);
    int index = bytes.position();
    int end = bytes.limit();
    for (; index <= end - Long.BYTES; index += Long.BYTES) {
      bytes.putLong(index, bytes.getLong(index) ^ wide);
    }
    for (; index < end; index++) {
      bytes.put(index, (byte) (bytes.get(index) ^ turned >>> 24));
      turned = Integer.rotateLeft(turned, Byte.SIZE);
    }
  }

  private static long twice(int mask) {
    return (long) mask << Integer.SIZE | Integer.toUnsignedLong(mask);
  }
}
