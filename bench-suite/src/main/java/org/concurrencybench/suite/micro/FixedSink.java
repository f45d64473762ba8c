package org.concurrencybench.suite.micro;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/** Takes bytes into an array that never grows, so that only the codec is measured. */
final class FixedSink implements ByteSink {

  private final ByteBuffer bytes;

  FixedSink(int capacityBytes) {
    bytes = ByteBuffer.allocate(capacityBytes);
  }

  void clear() {
    bytes.clear();
  }

  int size() {
    return bytes.position();
  }

  /** A copy of what was put. */
  byte[] toArray() {
    byte[] copy = new byte[size()];
    bytes.get(0, copy);
    return copy;
  }

  @Override
  public void putByte(int value) {
    bytes.put((byte) value);
  }

  @Override
  public void putShort(int value) {
    bytes.putShort((short) value);
  }

  @Override
  public void putInt(int value) {
    bytes.putInt(value);
  }

  @Override
  public void putLong(long value) {
    bytes.putLong(value);
  }

  @Override
  public void put(byte[] source) {
    bytes.put(source);
  }

  @Override
  public void put(ByteBuffer source) {
    bytes.put(source);
  }
}
