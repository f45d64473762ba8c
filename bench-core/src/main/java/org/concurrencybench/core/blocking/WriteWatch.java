package org.concurrencybench.core.blocking;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/**
 * Disconnects members that do not take what their senders write to them directly. Looks ten times a
 * second, and every millisecond for a while after it has found a publish that is late already.
 */
final class WriteWatch extends SharedWatch<DirectOutbox> {

  private static final long PAUSE_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ServerConfig.DIRECT_WRITE_MILLIS / 10);
  private static final long SHORT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private boolean hurried;
  private long lateNanos;

  WriteWatch(ThreadFactory threads) {
    super(threads);
  }

  @Override
  void look(DirectOutbox outbox, long nowNanos) {
    if (outbox.look(nowNanos)) {
      hurried = true;
      lateNanos = nowNanos;
    }
  }

  @Override
  long pauseNanos(long nowNanos) {
    hurried = hurried && nowNanos - lateNanos < PAUSE_NANOS;
    return hurried ? SHORT_PAUSE_NANOS : PAUSE_NANOS;
  }
}
