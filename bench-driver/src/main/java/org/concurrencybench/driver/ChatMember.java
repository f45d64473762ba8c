package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A place for one connection after another that is a member of one room. Used by its worker's
 * thread only.
 *
 * <pre>
 *              open           opened            JOIN answered
 *   CLOSED ──────────▶ OPENING ──────▶ JOINING ───────────────▶ MEMBER
 *     ▲                   │              │  (ws joins as it opens) │
 *     └───────────────────┴──────────────┴───────────────────────┘  ended
 * </pre>
 */
final class ChatMember implements Wire.Owner, Openable {

  private enum State {
    CLOSED,
    OPENING,
    JOINING,
    MEMBER
  }

  final ChatRoom room;

  /** Its index in the room. */
  final int index;

  private final ChatWorker worker;

  /** Intended times of messages that wait until it is a member again. */
  private final TimeQueue queue = new TimeQueue();

  private State state = State.CLOSED;
  private @Nullable Wire wire;
  private long openingNanos;

  /** Whether every message of the room must reach it. */
  private boolean owed;

  /** Whether it has stopped reading, on purpose. */
  private boolean slow;

  /** What it has received of the messages of this window. */
  private long received;

  /** What it need not receive: lost with the connection of its sender. */
  private long excused;

  private long receivedBytes;
  private long endedNanos;
  private boolean endedInWindow;

  ChatMember(ChatWorker worker, ChatRoom room, int index) {
    this.worker = worker;
    this.room = room;
    this.index = index;
  }

  @Override
  public boolean isClosed() {
    return state == State.CLOSED;
  }

  @Override
  public boolean isOpen() {
    return state == State.MEMBER;
  }

  boolean isSlow() {
    return slow;
  }

  @Override
  public void open() {
    state = State.OPENING;
    openingNanos = worker.nanoTime();
    wire = worker.newWire(this);
    worker.connect(wire);
  }

  @Override
  public void opened(long nowNanos) {
    if (worker.joinsByRequest()) {
      state = State.JOINING;
      worker.join(wire(), room.name);
    } else {
      joined(nowNanos);
    }
  }

  private void joined(long nowNanos) {
    state = State.MEMBER;
    room.ledger.came(index);
    worker.joined(nowNanos, nowNanos - openingNanos);
    while (queue.size() > 0) {
      worker.publish(this, queue.poll());
    }
  }

  @Override
  public void replied(Reply reply, long nowNanos) {
    if (reply instanceof Reply.Delivered(_, var payload)) {
      delivered(payload, nowNanos);
    } else if (reply instanceof Reply.Joined(String name) && state == State.JOINING) {
      wire().unlimited();
      if (name.equals(room.name)) {
        joined(nowNanos);
      } else {
        wire().fail(ErrorKind.WRONG_REPLY, "joined '" + name + "' instead of '" + room.name + "'");
      }
    } else if (reply instanceof Reply.Refused(int code, String text)) {
      wire().fail(ErrorKind.REFUSED_REPLY, Refusals.words(code, text));
    } else {
      wire().fail(ErrorKind.VIOLATION, "a reply that was not asked for: " + reply);
    }
  }

  private void delivered(ByteBuffer payload, long nowNanos) {
    if (state != State.MEMBER) {
      wire().fail(ErrorKind.VIOLATION, "a message of a room that was not joined");
      return;
    }
    worker.delivered(this, payload, nowNanos);
  }

  /** A window begins. */
  void begin(boolean stopsReading) {
    received = 0;
    excused = 0;
    receivedBytes = 0;
    endedInWindow = false;
    slow = stopsReading && state == State.MEMBER;
    owed = !slow && state == State.MEMBER;
    if (owed) {
      room.owedMembers++;
    }
    if (slow) {
      wire().reading(false);
    }
  }

  /** Reads again: what the kernel and the server have kept for it comes now. */
  void readAgain() {
    if (slow && state == State.MEMBER) {
      wire().reading(true);
    }
  }

  /** A message that became due while it is no member waits here. */
  void due(long intendedNanos) {
    if (state == State.MEMBER) {
      worker.publish(this, intendedNanos);
    } else {
      queue.add(intendedNanos);
    }
  }

  int queued() {
    return queue.size();
  }

  /**
   * The drain is over: messages that were never sent.
   *
   * @param never takes when each was due
   */
  void giveUp(LongConsumer never) {
    while (queue.size() > 0) {
      never.accept(queue.poll());
    }
  }

  void received(ChatWindow window, ByteBuffer payload, long nowNanos) {
    received++;
    receivedBytes += payload.remaining();
    if (owed) {
      room.open.delivered(ChatMessage.number(payload));
      window.delivered(
          nowNanos, ChatMessage.intendedNanos(payload), ChatMessage.sentNanos(payload));
    } else if (!slow) {
      window.deliveredBeside(
          nowNanos, ChatMessage.intendedNanos(payload), ChatMessage.sentNanos(payload));
    }
  }

  /** So many messages will not come, because the connection of their sender ended. */
  void excused(int messages) {
    excused += messages;
  }

  /** Of the messages that are owed to it, those that will not come for that reason. */
  void excuse(ChatWindow window, OpenMessages.Choice which, long nowNanos) {
    if (owed) {
      window.forfeited(nowNanos, room.open.forfeit(which));
    }
  }

  /** Whether nothing more can come to a member that was slow. */
  boolean caughtUp() {
    return endedInWindow || received + excused >= room.published;
  }

  SlowMember asSlowMember(ChatWindow window) {
    return new SlowMember(
        room.number,
        index,
        room.published,
        received,
        receivedBytes,
        endedInWindow ? Duration.ofNanos(endedNanos - window.startNanos) : null);
  }

  Wire wire() {
    if (wire == null) {
      throw new IllegalStateException("no wire in state " + state);
    }
    return wire;
  }

  long pendingBytes() {
    return wire == null || state != State.MEMBER ? 0 : wire.pendingBytes();
  }

  /** Ends the connection from this side, without a word. */
  void drop(long nowNanos) {
    if (state != State.CLOSED) {
      wire().close();
      gone(nowNanos);
    }
  }

  private void gone(long nowNanos) {
    if (state == State.MEMBER) {
      room.ledger.left(index);
    }
    state = State.CLOSED;
    endedNanos = nowNanos;
    endedInWindow = true;
    ChatWindow window = worker.windowOrNull();
    if (owed) {
      owed = false;
      room.owedMembers--;
      if (window != null) {
        window.forfeited(
            nowNanos,
            room.open.forfeit((sender, sequence) -> room.ledger.waitsFor(index, sender, sequence)));
      }
    }
  }

  @Override
  public void ended(ErrorKind kind, String words) {
    boolean wasOpening = state == State.OPENING || state == State.JOINING;
    gone(worker.nanoTime());
    worker.ended(this, wasOpening, kind, words);
  }

  @Override
  public void bug(Throwable cause) {
    worker.bug(cause);
  }

  /** Leaves for good. */
  void leave() {
    state = State.CLOSED;
    if (wire != null) {
      wire.farewell();
    }
  }
}
