package org.concurrencybench.async;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import org.concurrencybench.core.room.FanoutStats;

/**
 * The messages that one member has yet to take: their lengths, oldest first, and what becomes of
 * them. One object is the promise of every write to the member, because writes to a channel are
 * completed in their order; a promise for each message and member would be the largest object that
 * a delivery makes. Used by the member's loop only.
 */
final class PendingMessages extends DefaultChannelPromise {

  private static final int FIRST_CAPACITY = 4;

  private final FanoutStats stats;

  /** A ring; its length is a power of two. */
  private int[] lengths = new int[FIRST_CAPACITY];

  private int head;
  private int count;
  private long bytes;
  private boolean failed;

  PendingMessages(Channel channel, FanoutStats stats) {
    super(channel);
    this.stats = stats;
  }

  /** What waits in user space. */
  long bytes() {
    return bytes;
  }

  /** A message of that length is about to be written with this promise. */
  void add(int length) {
    if (count == lengths.length) {
      grow();
    }
    lengths[head + count & lengths.length - 1] = length;
    count++;
    bytes += length;
  }

  private void grow() {
    int[] larger = Arrays.copyOf(lengths, 2 * count);
    // What had wrapped around continues behind what had not.
    System.arraycopy(larger, 0, larger, count, head);
    lengths = larger;
  }

  private void complete() {
    bytes -= lengths[head];
    head = head + 1 & lengths.length - 1;
    count--;
  }

  /** The kernel has the oldest message. */
  @Override
  public boolean trySuccess() {
    complete();
    return true;
  }

  @Override
  public boolean trySuccess(Void result) {
    return trySuccess();
  }

  @Override
  public ChannelPromise setSuccess() {
    complete();
    return this;
  }

  @Override
  public ChannelPromise setSuccess(Void result) {
    return setSuccess();
  }

  /** The oldest message will never be sent. */
  @Override
  public boolean tryFailure(Throwable cause) {
    complete();
    stats.countDropped(1);
    if (!failed && !(cause instanceof ClosedChannelException)) {
      failed = true;
      channel().pipeline().fireExceptionCaught(cause);
    }
    return true;
  }

  @Override
  public ChannelPromise setFailure(Throwable cause) {
    tryFailure(cause);
    return this;
  }

  /** Always open: the next message is written with it too. */
  @Override
  public boolean setUncancellable() {
    return true;
  }
}
