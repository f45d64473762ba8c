package org.concurrencybench.core.blocking;

import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.MessageFormat;

/**
 * A connection's place in one room. Another room is another seat, and the same room again too, so
 * that a message on its way to a seat that was left is not taken for one of the present.
 */
final class Seat implements Member {

  private final MessageFormat format;
  private final Outbox outbox;

  Seat(MessageFormat format, Outbox outbox) {
    this.format = format;
    this.outbox = outbox;
  }

  @Override
  public void deliver(Broadcast broadcast) {
    outbox.deliver(this, broadcast.encoded(format));
  }
}
