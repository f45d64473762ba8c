package org.concurrencybench.core.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.concurrencybench.core.protocol.Limits;

/**
 * Ends connections whose peer takes too long to complete a message, or asks for nothing for too
 * long. One thread for a whole server, the same in all models, looks at each connection a few times
 * within the shortest of the limits. So a connection needs no timer and reads no clock: it counts
 * its turns, and one that is still in the turn in which it was seen before has not come further.
 *
 * <p>A connection is ended between its limit and an eighth of the shortest limit later.
 */
public final class PeerWatch implements AutoCloseable {

  /** What a connection needs of its peer. */
  public enum Awaits {
    /** Nothing now: it works, or waits for something else. */
    NOTHING,
    /** A request. */
    REQUEST,
    /** The rest of a message that has begun. */
    REST
  }

  /** A connection, as the watch sees it. Looked at by one thread at a time. */
  public interface Watched {

    /** What it waits for now. */
    Awaits awaits();

    /**
     * Changes when a message is complete, and when something arrives after nothing was expected.
     */
    int turn();

    /** What {@link #note} was told last; 0 at first. */
    int noted();

    /** Keeps {@code note} for the next look. */
    void note(int note);

    /** It has waited for too long, and is to be ended. */
    void tookTooLong();
  }

  private static final int LOOKS = 8;
  private static final int MOST_ROUNDS = 0xFFFF;

  private final long pauseNanos;
  private final long messageNanos;
  private final long idleNanos;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Looks now and then, from {@link #start} on, unless there is no limit.
   *
   * @param round looks at all connections with {@link #look}; called by the thread of this
   */
  public PeerWatch(Limits limits, Runnable round) {
    this.messageNanos = limits.message().toNanos();
    this.idleNanos = limits.idle().toNanos();
    this.pauseNanos = shortest(limits.message(), limits.idle()).toNanos() / LOOKS;
    this.thread = Thread.ofPlatform().name("peer-watch").daemon().unstarted(() -> run(round));
  }

  private static Duration shortest(Duration one, Duration other) {
    if (one.isZero() || other.isZero()) {
      return one.plus(other);
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Begins to look. */
  public void start() {
    if (pauseNanos > 0) {
      thread.start();
    }
  }

  private void run(Runnable round) {
    long due = System.nanoTime() + pauseNanos;
    while (!closing) {
      long left = due - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else {
        round.run();
        due = System.nanoTime() + pauseNanos;
      }
    }
  }

  /** Looks at one connection, once a round. */
  public void look(Watched peer) {
    long most = 0;
    int kind = 0;
    switch (peer.awaits()) {
      case NOTHING -> {}
      case REQUEST -> {
        most = idleNanos;
        kind = 1;
      }
      case REST -> {
        most = messageNanos;
        kind = 2;
      }
    }
    int seen = (peer.turn() << 2 | kind) << 16;
    int noted = peer.noted();
    int rounds =
        (noted & ~MOST_ROUNDS) == seen ? Math.min((noted & MOST_ROUNDS) + 1, MOST_ROUNDS) : 0;
    if (most > 0 && rounds * pauseNanos >= most) {
      peer.tookTooLong();
    }
    peer.note(seen | rounds);
  }

  /** Ends the thread and waits for that. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
