package org.concurrencybench.core.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a message that arrives in pieces. Holds no memory while empty, and grows with what has
 * really arrived: a peer that announces a megabyte and sends a byte costs a few hundred bytes. Not
 * thread-safe.
 */
public final class Accumulator {

  private static final byte[] EMPTY = {};
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = EMPTY;
  private int size;

  /** Bytes held. */
  public int size() {
    return size;
  }

  /**
   * Moves at most {@code count} bytes from {@code input} to the end of this; returns how many were
   * moved.
   */
  public int take(ByteBuffer input, int count) {
    int moved = Math.min(count, input.remaining());
    ensure(size + moved);
    input.get(bytes, size, moved);
    size += moved;
    return moved;
  }

  /** Appends one byte. */
  public void add(byte value) {
    ensure(size + 1);
    bytes[size++] = value;
  }

  /** The byte at {@code index}, counted from the first one taken. */
  public byte get(int index) {
    return bytes[index];
  }

  /**
   * Hands over what was collected, from {@code offset} on, and forgets it. The caller owns the
   * bytes, so they stay valid however this is used afterwards.
   */
  public ByteBuffer release(int offset) {
    var message = ByteBuffer.wrap(bytes, offset, size - offset).slice();
    clear();
    return message;
  }

  /** Forgets everything and gives the memory back. */
  public void clear() {
    bytes = EMPTY;
    size = 0;
  }

  private void ensure(int capacity) {
    if (capacity > bytes.length) {
      int doubled = Math.max(FIRST_CAPACITY, bytes.length * 2);
      bytes = Arrays.copyOf(bytes, Math.max(capacity, doubled));
    }
  }
}
