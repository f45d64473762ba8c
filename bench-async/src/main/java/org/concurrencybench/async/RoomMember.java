package org.concurrencybench.async;

import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.Membership;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.ServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * A connection in a room. A message that is published on the connection's own loop goes into its
 * channel at once, so that a member's message is before the replies to its later requests; one that
 * comes from another loop is handed over.
 *
 * <p>What waits here in user space is bounded: a member that has more than {@link
 * ServerConfig#PENDING_BYTES} to take, even after a flush, is disconnected.
 */
final class RoomMember implements Member {

  private final AsyncConnection connection;
  private final ServingLoop loop;
  private final MessageFormat format;
  private final FanoutStats stats;
  private final PendingMessages pending;
  private @Nullable Membership membership;
  private boolean flushLater;
  private boolean gone;

  RoomMember(
      AsyncConnection connection, ServingLoop loop, MessageFormat format, FanoutStats stats) {
    this.connection = connection;
    this.loop = loop;
    this.format = format;
    this.stats = stats;
    this.pending = new PendingMessages(connection.channel(), stats);
  }

  /** Becomes visible. */
  void join(Room room) {
    membership = room.join(this);
  }

  void publish(MessageType type, ByteBuffer payload) {
    if (membership != null) {
      membership.publish(type, payload);
    }
  }

  /** Called by the loop's thread, or by any other. */
  @Override
  public void deliver(Broadcast broadcast) {
    ByteBuffer message = broadcast.encoded(format);
    if (loop.loop().inEventLoop()) {
      take(message);
    } else {
      loop.leave(() -> take(message));
    }
  }

  private void take(ByteBuffer message) {
    if (gone) {
      stats.countDropped(1);
      return;
    }
    if (pending.bytes() > ServerConfig.PENDING_BYTES) {
      connection.channel().flush();
      if (pending.bytes() > ServerConfig.PENDING_BYTES) {
        tooSlow();
        return;
      }
    }
    pending.add(message.remaining());
    connection.write(loop.fanout().share(message), pending);
    if (!flushLater) {
      flushLater = true;
      loop.fanout().flushLater(this);
    }
  }

  private void tooSlow() {
    stats.countDropped(1);
    stats.countSlowMember(
        connection.channel().remoteAddress(),
        "more than " + ServerConfig.PENDING_BYTES + " bytes waited for it");
    leave();
    connection.cut();
  }

  /** The end of a turn of the loop. */
  void flush() {
    flushLater = false;
    Channel channel = connection.channel();
    if (channel.isActive()) {
      channel.flush();
    }
  }

  /** Takes no more. May be repeated. */
  void leave() {
    gone = true;
    if (membership != null) {
      membership.close();
    }
  }
}
