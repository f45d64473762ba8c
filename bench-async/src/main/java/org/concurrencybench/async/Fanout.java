package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages to those members of rooms whose connections are on one event loop. The bytes of a
 * message are put into a socket's kind of memory once for all of them, and each member is flushed
 * once for all messages of a turn of the loop. Used by the loop's thread only.
 */
final class Fanout {

  private static final byte[] NONE = {};

  private final EventLoop loop;
  private final Runnable flush = this::flush;
  private final List<RoomMember> unflushed = new ArrayList<>();

  /** The message that was asked for last, and its bytes outside the heap. */
  private byte[] known = NONE;

  private ByteBuf shared = Unpooled.EMPTY_BUFFER;

  Fanout(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * The bytes of a message for one member: a view of its own, to be released by writing it.
   *
   * @param message as the room encoded it; the same array for all its members
   */
  @SuppressWarnings({"ReferenceEquality", "ByteBufferBackingArray"}) // the array is an identity
  ByteBuf share(ByteBuffer message) {
    if (message.array() != known) {
      shared.release();
      shared = PooledByteBufAllocator.DEFAULT.directBuffer(message.remaining());
      shared.writeBytes(message.duplicate());
      known = message.array();
    }
    return shared.retainedDuplicate();
  }

  /** Has the member flushed at the end of this turn. */
  void flushLater(RoomMember member) {
    if (unflushed.isEmpty()) {
      loop.execute(flush);
    }
    unflushed.add(member);
  }

  private void flush() {
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flush();
    }
    unflushed.clear();
    shared.release();
    shared = Unpooled.EMPTY_BUFFER;
    known = NONE;
  }
}
