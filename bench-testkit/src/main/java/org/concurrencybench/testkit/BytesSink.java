package org.concurrencybench.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** What a client is about to send. */
final class BytesSink implements ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Hands over what was put and forgets it. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  @Override
  public void putByte(int value) {
    bytes.write(value);
  }

  @Override
  public void putShort(int value) {
    bytes.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
  }

  @Override
  public void putInt(int value) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  @Override
  public void putLong(long value) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
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
