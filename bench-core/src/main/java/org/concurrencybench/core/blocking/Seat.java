package org.concurrencybench.core.blocking;

import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.MessageFormat;

/** A connection's place in one room; another room is another seat. */
record Seat(MessageFormat format, Outbox outbox) implements Member {

  @Override
  public void deliver(Broadcast broadcast) {
    outbox.deliver(this, broadcast.encoded(format));
  }
}
