package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;
import org.jspecify.annotations.Nullable;

/** Replies that wait to be written, in a buffer that exists only while there are any. */
final class BufferSink implements ByteSink {

  private static final int FIRST_CAPACITY = 512;

  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf bytes;

  BufferSink(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  int size() {
    return bytes == null ? 0 : bytes.readableBytes();
  }

  /** Hands over what was put; the caller owns it. */
  ByteBuf take() {
    ByteBuf taken = bytes == null ? Unpooled.EMPTY_BUFFER : bytes;
    bytes = null;
    return taken;
  }

  @Override
  public void putByte(int value) {
    ensure(Byte.BYTES).writeByte(value);
  }

  @Override
  public void putShort(int value) {
    ensure(Short.BYTES).writeShort(value);
  }

  @Override
  public void putInt(int value) {
    ensure(Integer.BYTES).writeInt(value);
  }

  @Override
  public void putLong(long value) {
    ensure(Long.BYTES).writeLong(value);
  }

  @Override
  public void put(byte[] source) {
    ensure(source.length).writeBytes(source);
  }

  @Override
  public void put(ByteBuffer source) {
    ensure(source.remaining()).writeBytes(source);
  }

  /** Doubles while replies collect; a reply that is larger than that gets what it needs. */
  private ByteBuf ensure(int more) {
    ByteBuf buffer = bytes;
    if (buffer == null) {
      buffer = allocator.directBuffer(Math.max(FIRST_CAPACITY, more));
      bytes = buffer;
    } else if (buffer.writableBytes() < more) {
      buffer.capacity(Math.max(buffer.writerIndex() + more, buffer.capacity() * 2));
    }
    return buffer;
  }
}
