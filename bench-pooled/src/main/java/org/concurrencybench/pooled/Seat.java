package org.concurrencybench.pooled;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.Membership;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.GlobalLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection's place in one room. Another room is another seat, and the same room again too, so
 * that a message on its way to a seat that was left is not taken for one of the present.
 *
 * <p>Used by the thread that uses the connection's protocol, except {@link #deliver}.
 */
final class Seat implements Member {

  private final MessageFormat format;
  private final Outbox outbox;
  private final GlobalLock lock;
  private @Nullable Membership membership;

  Seat(MessageFormat format, Outbox outbox, GlobalLock lock) {
    this.format = format;
    this.outbox = outbox;
    this.lock = lock;
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

  /** Takes no more. May be repeated. */
  void leave() {
    if (membership != null) {
      membership.close();
    }
    outbox.vacate();
  }

  /** The publisher writes, and gives up the server's lock for that. */
  @Override
  public void deliver(Broadcast broadcast) {
    ByteBuffer message = broadcast.encoded(format);
    lock.release();
    try {
      outbox.deliver(this, message);
    } finally {
      lock.acquire();
    }
  }
}
