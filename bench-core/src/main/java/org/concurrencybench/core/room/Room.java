package org.concurrencybench.core.room;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One room: its members, its last messages, and those who wait for the next one. Safe for use by
 * any thread; its lock is held for bookkeeping only, never while a member is handed a message.
 *
 * <pre>
 *   publish ──▶ takes the next sequence, is kept ──▶ each member: deliver
 *                                             └────▶ each waiter: arrived
 * </pre>
 *
 * <p>Every member sees the messages of one sender in their order, because a sender publishes one at
 * a time. Messages of several senders may reach two members in different orders; their sequence is
 * the same for all long polls.
 */
public final class Room {

  /** The most messages that are kept for long polls. */
  public static final int KEPT_MESSAGES = 1_000;

  /** The most bytes of payload that are kept for long polls; the last message is always kept. */
  public static final long KEPT_BYTES = 1 << 20;

  private static final Membership[] NOBODY = {};

  private final RoomClock clock;
  private final FanoutStats stats;
  private final Deque<RoomMessage> kept = new ArrayDeque<>();

  private final Set<Next.Waiting> waiting = new LinkedHashSet<>();

  /** Never changed, replaced under the lock; so that a publish goes over it without the lock. */
  private Membership[] members = NOBODY;

  private long keptBytes;
  private long lastSequence;
  private long usedNanos;

  Room(RoomClock clock, FanoutStats stats) {
    this.clock = clock;
    this.stats = stats;
    this.usedNanos = clock.nanoTime();
  }

  /** Makes {@code member} visible: every message that is published from now on is delivered. */
  public Membership join(Member member) {
    var membership = new Membership(this, member);
    synchronized (this) {
      usedNanos = clock.nanoTime();
      members = Arrays.copyOf(members, members.length + 1);
      members[members.length - 1] = membership;
    }
    stats.joined();
    return membership;
  }

  synchronized void leave(Membership membership) {
    usedNanos = clock.nanoTime();
    for (int i = 0; i < members.length; i++) {
      if (members[i] == membership) {
        Membership[] fewer = Arrays.copyOf(members, members.length - 1);
        System.arraycopy(members, i + 1, fewer, i, fewer.length - i);
        members = fewer;
        return;
      }
    }
  }

  /**
   * Hands a message to everybody, in the caller's thread.
   *
   * @param payload copied; it may be a view of somebody's read buffer
   */
  public void publish(MessageType type, ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    RoomMessage message;
    Membership[] present;
    List<Next.Waiting> woken;
    long now;
    synchronized (this) {
      now = clock.nanoTime();
      usedNanos = now;
      lastSequence++;
      message = new RoomMessage(lastSequence, type, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
      keep(message);
      present = members;
      woken = wokenBy(message);
    }
    stats.published(present.length);
    var broadcast = new Broadcast(message, now);
    for (Membership member : present) {
      member.member().deliver(broadcast);
    }
    for (Next.Waiting waiter : woken) {
      waiter.waiter().arrived(message);
    }
  }

  /** Where members count what they do not deliver. */
  public FanoutStats stats() {
    return stats;
  }

  private List<Next.Waiting> wokenBy(RoomMessage message) {
    List<Next.Waiting> woken = new ArrayList<>(waiting.size());
    for (Next.Waiting one : waiting) {
      if (message.sequence() > one.after()) {
        woken.add(one);
      }
    }
    if (woken.size() == waiting.size()) {
      waiting.clear();
    } else {
      woken.forEach(waiting::remove);
    }
    return woken;
  }

  private void keep(RoomMessage message) {
    kept.addLast(message);
    keptBytes += message.payload().remaining();
    while (kept.size() > 1 && (kept.size() > KEPT_MESSAGES || keptBytes > KEPT_BYTES)) {
      keptBytes -= kept.removeFirst().payload().remaining();
    }
  }

  /**
   * The first message whose sequence is greater than {@code after}. If it has not been published,
   * {@code waiter} is told when it is; whoever gives up cancels.
   */
  public synchronized Next after(long after, Waiter waiter) {
    usedNanos = clock.nanoTime();
    if (after >= lastSequence) {
      return waiting(after, waiter);
    }
    long first = kept.getFirst().sequence();
    if (after + 1 < first) {
      return new Next.Gone();
    }
    Iterator<RoomMessage> messages = kept.iterator();
    RoomMessage next = messages.next();
    while (next.sequence() <= after) {
      next = messages.next();
    }
    return new Next.Message(next);
  }

  /** The next message that is published from now on. */
  public synchronized Next.Waiting next(Waiter waiter) {
    usedNanos = clock.nanoTime();
    return waiting(lastSequence, waiter);
  }

  private Next.Waiting waiting(long after, Waiter waiter) {
    var one = new Next.Waiting(this, after, waiter);
    waiting.add(one);
    return one;
  }

  synchronized boolean cancel(Next.Waiting one) {
    usedNanos = clock.nanoTime();
    return waiting.remove(one);
  }

  /** Somebody has looked it up and is about to use it. */
  synchronized Room used() {
    usedNanos = clock.nanoTime();
    return this;
  }

  /** Whether nobody is here and nobody has been for {@code nanos}. */
  synchronized boolean unusedFor(long nanos) {
    return members.length == 0 && waiting.isEmpty() && clock.nanoTime() - usedNanos >= nanos;
  }
}
