package org.concurrencybench.driver;

import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A place for one connection after another that holds a poll. Used by its worker's thread only.
 *
 * <pre>
 *              open           opened         ask
 *   CLOSED ──────────▶ OPENING ──────▶ IDLE ◀────▶ HELD
 *     ▲                   │              │  answered  │
 *     └───────────────────┴──────────────┴────────────┘  ended
 * </pre>
 *
 * <p>It always asks for the message after the last that it has: a poll that asks late gets at once
 * what it has missed, and nothing is lost.
 */
final class HeldPoll implements Wire.Owner, Openable {

  private enum State {
    CLOSED,
    OPENING,
    IDLE,
    HELD
  }

  private final PollWorker worker;
  private State state = State.CLOSED;
  private @Nullable Wire wire;
  private long openingNanos;
  private long askedNanos;

  /** Sequence of the last message that it has, or was given up for. */
  private long last;

  HeldPoll(PollWorker worker) {
    this.worker = worker;
  }

  @Override
  public boolean isClosed() {
    return state == State.CLOSED;
  }

  @Override
  public boolean isOpen() {
    return state == State.IDLE || state == State.HELD;
  }

  boolean isHeld() {
    return state == State.HELD;
  }

  /** Whether the request is with the kernel, and not in a queue of ours. */
  boolean isWritten() {
    return state == State.HELD && wire().pendingBytes() == 0;
  }

  long last() {
    return last;
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
    state = State.IDLE;
    worker.opened(nowNanos, nowNanos - openingNanos);
  }

  /** Asks for the next message, unless it does already. */
  void ask(long nowNanos) {
    if (state == State.IDLE) {
      state = State.HELD;
      askedNanos = nowNanos;
      worker.asked(nowNanos);
      worker.ask(wire(), last);
    }
  }

  @Override
  public void replied(Reply reply, long nowNanos) {
    if (state != State.HELD) {
      if (reply instanceof Reply.Refused(int code, String text)) {
        boolean ordinary = state == State.IDLE && ClientKind.HTTP.endsIdle(code);
        wire()
            .fail(
                ordinary ? ErrorKind.IDLE_CLOSED : ErrorKind.REFUSED_REPLY,
                Refusals.words(code, text));
      } else {
        wire().fail(ErrorKind.VIOLATION, "a reply that was not asked for: " + reply);
      }
      return;
    }
    switch (reply) {
      case Reply.Awaited awaited -> {
        String fault = worker.fault(awaited, last + 1);
        if (fault != null) {
          wire().fail(ErrorKind.WRONG_REPLY, fault);
          return;
        }
        last++;
        state = State.IDLE;
        worker.answered(this, nowNanos);
      }
      case Reply.NoMessage() -> {
        long millis = (nowNanos - askedNanos) / 1_000_000;
        if (millis < worker.timeoutMillis()) {
          wire().fail(ErrorKind.WRONG_REPLY, "no message, told after " + millis + " ms");
          return;
        }
        state = State.IDLE;
        worker.unanswered(nowNanos);
        ask(nowNanos);
      }
      case Reply.Refused(int code, String text) ->
          wire().fail(ErrorKind.REFUSED_REPLY, Refusals.words(code, text));
      default ->
          wire()
              .fail(
                  ErrorKind.WRONG_REPLY,
                  "a " + reply.getClass().getSimpleName() + " instead of a message");
    }
    if (state == State.IDLE && wire().closing()) {
      wire().close();
      state = State.CLOSED;
      worker.reopen(this);
    }
  }

  @Override
  public void ended(ErrorKind kind, String words) {
    State was = state;
    state = State.CLOSED;
    if (was == State.OPENING) {
      worker.openFailed(this, kind, words);
    } else {
      worker.ended(
          this,
          was == State.HELD,
          was == State.IDLE && kind == ErrorKind.CLOSED ? ErrorKind.IDLE_CLOSED : kind,
          words);
    }
  }

  /** It will not get what was published until now. */
  void skipTo(long sequence) {
    last = sequence;
  }

  /** The drain is over, and its answer has not come: it cannot be used any further. */
  void giveUp() {
    if (state != State.CLOSED) {
      wire().close();
      state = State.CLOSED;
    }
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

  private Wire wire() {
    if (wire == null) {
      throw new IllegalStateException("no wire in state " + state);
    }
    return wire;
  }
}
