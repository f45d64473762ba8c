package org.concurrencybench.core.blocking;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Notices clients that leave, or say that they will, while their connection's thread sleeps in a
 * long poll and so does not read.
 *
 * <p>The JDK's blocking sockets tell that a peer has left to a read only, and a read of them waits
 * for at least a millisecond. So this looks at one after the other, with a read of that length, at
 * most once a second each and at most a thousand a second in all: its cost has a bound, and with
 * {@code n} thousand waiting a client that left is noticed within about {@code n} seconds. A poll
 * that is answered within a second is never looked at. What a look reads, the connection finds in
 * its buffer.
 */
final class PollWatch extends SharedWatch<LongPoll> {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_NANOS = PAUSE_NANOS / 2;

  PollWatch(ThreadFactory threads) {
    super(threads);
  }

  @Override
  long pauseNanos(long nowNanos) {
    return PAUSE_NANOS;
  }

  @Override
  void look(LongPoll poll, long nowNanos) {
    if (nowNanos - poll.beganNanos() >= LONG_NANOS) {
      poll.lookForClient();
    }
  }
}
