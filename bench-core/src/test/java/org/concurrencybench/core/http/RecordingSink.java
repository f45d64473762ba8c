package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Keeps what a protocol writes. */
final class RecordingSink implements ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Everything since the last call. */
  byte[] drain() {
    byte[] drained = bytes.toByteArray();
    bytes.reset();
    return drained;
  }

  /** Everything since the last call, a character for a byte. */
  String drainText() {
    return new String(drain(), ISO_8859_1);
  }

  @Override
  public void putByte(int value) {
    bytes.write(value);
  }

  @Override
  public void putShort(int value) {
    put(ByteBuffer.allocate(Short.BYTES).putShort((short) value).flip());
  }

  @Override
  public void putInt(int value) {
    put(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
  }

  @Override
  public void putLong(long value) {
    put(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
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
