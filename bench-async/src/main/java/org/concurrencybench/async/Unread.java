package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a connection and is not yet decoded: nothing while it is idle, one buffer
 * while its requests are answered. More than one while a request is waited for, because the end of
 * the peer is only noticed by reading on, and where a transport reads for a moment after it was
 * told to stop.
 */
final class Unread {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private @Nullable ByteBuf current;
  private ByteBuffer view = NOTHING;
  private @Nullable ArrayDeque<ByteBuf> later;
  private int laterBytes;

  /** Takes over {@code read}. */
  void add(ByteBuf read) {
    if (current == null) {
      open(read);
    } else {
      if (later == null) {
        later = new ArrayDeque<>();
      }
      later.add(read);
      laterBytes += read.readableBytes();
    }
  }

  /** What waits behind the first buffer. */
  int laterBytes() {
    return laterBytes;
  }

  boolean isEmpty() {
    return current == null;
  }

  /** The first buffer, between the position and the limit: its own memory, not a copy. */
  ByteBuffer view() {
    return view;
  }

  /** Gives the first buffer back, used up or not, and turns to the one after it. */
  void next() {
    if (current != null) {
      current.release();
      current = null;
      view = NOTHING;
    }
    if (later != null) {
      ByteBuf first = later.poll();
      if (first == null) {
        later = null;
      } else {
        laterBytes -= first.readableBytes();
        open(first);
      }
    }
  }

  /** Gives everything back. */
  void release() {
    while (!isEmpty()) {
      next();
    }
  }

  private void open(ByteBuf buffer) {
    current = buffer;
    view = buffer.internalNioBuffer(buffer.readerIndex(), buffer.readableBytes());
  }
}
