package org.concurrencybench.core.blocking;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.Membership;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in one room. Another room is another seat, and the same room again too, so
 * that a message on its way to a seat that was left is not taken for one of the present.
 *
 * <p>Used by the connection's thread, except {@link #deliver}.
 */
final class Seat implements Member {

  private final MessageFormat format;
  private final Outbox outbox;
  private @Nullable Membership membership;

  Seat(MessageFormat format, Outbox outbox) {
    this.format = format;
    this.outbox = outbox;
  }

  /** Becomes visible: every message that is published from now on is delivered. */
  void join(Room room) {
    membership = room.join(this);
  }

  void publish(MessageType type, ByteBuffer payload) {
    if (membership != null) {
      membership.publish(type, payload);
    }
  }

  /** Leaves, if it has joined. */
  void leave() {
    if (membership != null) {
      membership.close();
    }
  }

  @Override
  public void deliver(Broadcast broadcast) {
    outbox.deliver(this, broadcast.encoded(format), broadcast.publishedNanos());
  }
}
