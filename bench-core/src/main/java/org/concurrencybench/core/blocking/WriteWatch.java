package org.concurrencybench.core.blocking;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/** Disconnects members that do not take what their senders write to them directly. */
final class WriteWatch extends Patrol<DirectOutbox> {

  private static final int PAUSE_MILLIS = ServerConfig.DIRECT_WRITE_MILLIS / 10;
  private static final long MOST_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ServerConfig.DIRECT_WRITE_MILLIS);

  WriteWatch(ThreadFactory threads) {
    super(threads, PAUSE_MILLIS);
  }

  @Override
  void look(DirectOutbox outbox, long nowNanos) {
    if (outbox.writingFor(nowNanos) > MOST_NANOS) {
      outbox.tooSlow();
    }
  }
}
