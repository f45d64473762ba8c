package org.concurrencybench.system.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * The one buffer that all connections of a worker read into. A reply is checked, or copied by its
 * protocol, before the next read, so none needs a buffer of its own. Larger than most replies, so
 * that one read call takes a whole one.
 */
@SuppressWarnings("deprecation") // Netty's own transports still ask through this type.
public final class SharedReadBuffer implements RecvByteBufAllocator {

  private static final int BYTES = 64 * 1024;

  private final ByteBuf buffer = Unpooled.directBuffer(BYTES, BYTES);
  private final Reads handle = new Reads();

  /** Its memory is taken at once. */
  public SharedReadBuffer() {}

  @Override
  public Handle newHandle() {
    return handle;
  }

  /** Gives the memory back; nothing may be read afterwards. */
  public void release() {
    buffer.release();
  }

  /** One read is begun and done with at a time, so one handle serves all connections. */
  private final class Reads implements ExtendedHandle {

    private int attempted;
    private int last;

    @Override
    public ByteBuf allocate(ByteBufAllocator alloc) {
      return buffer.clear().retain();
    }

    @Override
    public int guess() {
      return BYTES;
    }

    @Override
    public void reset(ChannelConfig config) {
      attempted = 0;
      last = 0;
    }

    @Override
    public void incMessagesRead(int numMessages) {}

    @Override
    public void lastBytesRead(int bytes) {
      last = bytes;
    }

    @Override
    public int lastBytesRead() {
      return last;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
      return attempted;
    }

    /**
     * A second read call would only learn that there is nothing more, unless the first filled the
     * buffer.
     */
    @Override
    public boolean continueReading() {
      return last == attempted && last > 0;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreDataSupplier) {
      return continueReading();
    }

    @Override
    public void readComplete() {}
  }
}
