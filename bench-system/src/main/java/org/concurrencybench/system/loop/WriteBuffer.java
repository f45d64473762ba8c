package org.concurrencybench.system.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/**
 * The one buffer that a worker encodes into. Almost always the kernel takes a request at once and
 * the buffer is free again; when a socket is full, its connection keeps the buffer and the worker
 * takes a new one.
 */
public final class WriteBuffer implements ByteSink {

  private static final int FIRST_CAPACITY = 4 * 1024;

  private ByteBuf buffer = Unpooled.directBuffer(FIRST_CAPACITY);

  /** With nothing in it. */
  public WriteBuffer() {}

  /** Whether nothing was put in since the last {@link #written}. */
  public boolean isEmpty() {
    return !buffer.isReadable();
  }

  /** What was put in, to be written now; writing releases it. Then comes {@link #written}. */
  public ByteBuf content() {
    return buffer.retain();
  }

  /** Makes room for the next. */
  public void written() {
    if (buffer.refCnt() == 1) {
      buffer.clear();
    } else {
      buffer.release();
      buffer = Unpooled.directBuffer(FIRST_CAPACITY);
    }
  }

  /** Gives the memory back; nothing may be put in afterwards. */
  public void release() {
    buffer.release();
  }

  @Override
  public void putByte(int value) {
    buffer.writeByte(value);
  }

  @Override
  public void putShort(int value) {
    buffer.writeShort(value);
  }

  @Override
  public void putInt(int value) {
    buffer.writeInt(value);
  }

  @Override
  public void putLong(long value) {
    buffer.writeLong(value);
  }

  @Override
  public void put(byte[] source) {
    buffer.writeBytes(source);
  }

  @Override
  public void put(ByteBuffer source) {
    buffer.writeBytes(source);
  }
}
