package org.concurrencybench.core.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A sink that a test can look into. */
public final class BytesSink implements ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** What has been put so far. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public void putByte(int value) {
    bytes.write(value);
  }

  @Override
  public void putShort(int value) {
    bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
  }

  @Override
  public void putInt(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  @Override
  public void putLong(long value) {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  @Override
  public void put(byte[] source) {
    bytes.writeBytes(source);
  }

  @Override
  public void put(ByteBuffer source) {
    var copy = new byte[source.remaining()];
    source.get(copy);
    bytes.writeBytes(copy);
  }
}
