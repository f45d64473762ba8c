package org.concurrencybench.core.protocol;

import java.nio.ByteBuffer;

/**
 * Where a protocol puts the bytes it wants sent. Numbers are big-endian. A sink grows as needed;
 * the transport behind it decides when bytes leave. Used by one thread at a time, the one that
 * serves the connection.
 */
public interface ByteSink {

  /** Appends the low eight bits of {@code value}. */
  void putByte(int value);

  /** Appends the low sixteen bits of {@code value}. */
  void putShort(int value);

  /** Appends four bytes. */
  void putInt(int value);

  /** Appends eight bytes. */
  void putLong(long value);

  /** Appends all of {@code source}; the caller keeps the array. */
  void put(byte[] source);

  /**
   * Appends what remains of {@code source} and leaves it empty; the bytes are copied before this
   * returns.
   */
  void put(ByteBuffer source);
}
