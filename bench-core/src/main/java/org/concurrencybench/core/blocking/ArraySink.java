package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.concurrencybench.core.protocol.ByteSink;

/** Replies that wait to be written, in an array that an idle connection keeps small. */
public final class ArraySink implements ByteSink {

  /** What stays allocated between batches, at most. */
  private static final int STANDING_BYTES = 512;

  /** Enough for a short reply, which is all that most connections ever send. */
  private static final int FIRST_BYTES = 128;

  private static final byte[] EMPTY = {};
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = EMPTY;
  private int size;

  /** Without any. */
  public ArraySink() {}

  /** Bytes that wait. */
  public int size() {
    return size;
  }

  /**
   * Writes everything, blocking until the kernel has taken it, and keeps at most the standing
   * buffer.
   */
  void flushTo(OutputStream output) throws IOException {
    if (size > 0) {
      output.write(bytes, 0, size);
      size = 0;
      if (bytes.length > STANDING_BYTES) {
        bytes = EMPTY;
      }
    }
  }

  /** Hands over everything, in an array that is not used here any more. */
  public ByteBuffer take() {
    var taken = ByteBuffer.wrap(bytes, 0, size);
    bytes = EMPTY;
    size = 0;
    return taken;
  }

  @Override
  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void putShort(int value) {
    ensure(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  @Override
  public void putInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  @Override
  public void putLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  @Override
  public void put(byte[] source) {
    ensure(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  @Override
  public void put(ByteBuffer source) {
    int length = source.remaining();
    ensure(length);
    source.get(bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    int needed = size + more;
    if (needed > bytes.length) {
      int grown = Math.max(FIRST_BYTES, bytes.length * 2);
      bytes = Arrays.copyOf(bytes, Math.max(needed, grown));
    }
  }
}
