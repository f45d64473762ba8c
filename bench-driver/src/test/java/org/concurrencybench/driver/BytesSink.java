package org.concurrencybench.driver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Bytes in memory. */
final class BytesSink implements ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** All that was put, which is then forgotten. */
  byte[] take() {
    byte[] all = bytes.toByteArray();
    bytes.reset();
    return all;
  }

  @Override
  public void putByte(int value) {
    bytes.write(value);
  }

  @Override
  public void putShort(int value) {
    putByte(value >>> 8);
    putByte(value);
  }

  @Override
  public void putInt(int value) {
    putShort(value >>> 16);
    putShort(value);
  }

  @Override
  public void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  @Override
  public void put(byte[] source) {
    bytes.writeBytes(source);
  }

  @Override
  public void put(ByteBuffer source) {
    byte[] copy = new byte[source.remaining()];
    source.get(copy);
    bytes.writeBytes(copy);
  }
}
