package org.concurrencybench.driver;

import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A place for one TCP connection after another, with at most one request in flight and a queue of
 * those that are due. Used by its worker's thread only.
 *
 * <pre>
 *              open           opened           send
 *   CLOSED ──────────▶ OPENING ──────▶ IDLE ◀────────▶ BUSY
 *     ▲                   │              │    replied    │
 *     └───────────────────┴──────────────┴───────────────┘  ended: the request in flight and those queued fail with it
 * </pre>
 */
final class Connection implements Wire.Owner, Openable {

  private enum State {
    CLOSED,
    OPENING,
    IDLE,
    BUSY
  }

  /** A server that closes an idle connection so soon does not want it. */
  private static final long TURNED_AWAY_WITHIN_NANOS = 100_000_000;

  private final Worker worker;
  private final Exchange exchange;
  private final NanoClock clock;

  /** Intended send times of the requests that wait here. */
  private final TimeQueue queue = new TimeQueue();

  private final long stamp;
  private long sequence;
  private State state = State.CLOSED;
  private @Nullable Wire wire;
  private long openingNanos;
  private long intendedNanos;
  private long sentNanos;

  /**
   * Whether the present wire has carried a right reply, so that it is worth opening the next one at
   * once.
   */
  private boolean proven;

  private long openedNanos;
  private boolean everOpened;

  /**
   * What the server said when it refused the last wire here before a request was sent; null if it
   * did not, or one has carried a right reply since.
   */
  private @Nullable String turnedAway;

  /** Whether that wire had counted as open. */
  private boolean countedAway;

  /** Whether the worker has it on its list of those that may send next. */
  private boolean freed;

  Connection(Worker worker, Exchange exchange, NanoClock clock, long stamp) {
    this.worker = worker;
    this.exchange = exchange;
    this.clock = clock;
    this.stamp = stamp;
  }

  @Override
  public boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean isOpening() {
    return state == State.OPENING;
  }

  boolean isIdle() {
    return state == State.IDLE;
  }

  @Override
  public boolean isOpen() {
    return state == State.IDLE || state == State.BUSY;
  }

  @Override
  public void open() {
    state = State.OPENING;
    proven = false;
    openingNanos = clock.nanoTime();
    wire = worker.newWire(this);
    worker.connect(wire);
  }

  /**
   * The first request of a window has this sequence: which of its requests compute follows from
   * there, and must not depend on how many there were before.
   */
  void countFrom(long first) {
    sequence = first - 1;
  }

  /** A request with an intended time of its own is handed over. */
  void due(long intended, long nowNanos) {
    Window window = worker.window();
    window.issued(intended);
    // It will have this sequence: those that wait here are sent in their order.
    window.handedOver(nowNanos, intended, exchange.aside(stamp, sequence + queue.size() + 1));
    if (state == State.IDLE && queue.size() == 0) {
      send(window, intended, nowNanos);
    } else if (worker.mayQueue()) {
      queue.add(intended);
      worker.queued(1);
    } else {
      // No request with a sequence of its own: those that wait have theirs already.
      window.overflowed(nowNanos, intended, false);
    }
  }

  /** A request that is intended now, because the last reply came now. It must be idle. */
  void dueNow(long nowNanos) {
    Window window = worker.window();
    window.issued(nowNanos);
    send(window, nowNanos, nowNanos);
  }

  /** A request that is intended now, over a connection that is opened for it. It must be closed. */
  void dueWithConnection(long nowNanos) {
    worker.window().issued(nowNanos);
    queue.add(nowNanos);
    worker.queued(1);
    open();
  }

  /** Closes it, if nobody waits for it. */
  void closeIdle() {
    if (state == State.IDLE) {
      wire().farewell();
      state = State.CLOSED;
    }
  }

  private void send(Window window, long intended, long nowNanos) {
    state = State.BUSY;
    sequence++;
    intendedNanos = intended;
    sentNanos = nowNanos;
    window.sent(nowNanos, intended);
    wire().send(exchange.request(stamp, sequence));
  }

  @Override
  public void opened(long nowNanos) {
    state = State.IDLE;
    openedNanos = nowNanos;
    everOpened = true;
    worker.opened(nowNanos, nowNanos - openingNanos);
    free(nowNanos);
  }

  @Override
  public void replied(Reply reply, long nowNanos) {
    if (state != State.BUSY) {
      unasked(reply);
      return;
    }
    Window window = worker.window();
    if (reply instanceof Reply.Refused(int code, String text)) {
      window.failed(
          nowNanos, intendedNanos, sentNanos, ErrorKind.REFUSED_REPLY, Refusals.words(code, text));
    } else {
      String fault = exchange.fault(stamp, sequence, reply);
      if (fault != null) {
        wire().fail(ErrorKind.WRONG_REPLY, fault);
        return;
      }
      window.completed(nowNanos, intendedNanos, sentNanos, exchange.aside(stamp, sequence));
      proven = true;
      if (turnedAway != null) {
        turnedAway = null;
        worker.turnedAway(countedAway ? -1 : 0);
      }
    }
    state = State.IDLE;
    // An answer that came while its request is still being written leaves no place for the next.
    if ((wire().closing() || wire().writing()) && !worker.connectionForEach()) {
      // It has kept its word: no error. Requests that wait here are sent on the next wire.
      wire().close();
      state = State.CLOSED;
      worker.reopen(this, proven);
    } else {
      if (worker.connectionForEach()) {
        closeIdle();
      }
      free(nowNanos);
    }
    worker.catchUp(nowNanos);
  }

  /** The one reply that needs no request: the server ends the connection, and says why. */
  private void unasked(Reply reply) {
    if (reply instanceof Reply.Refused(int code, String text)) {
      boolean ordinary = state == State.IDLE && worker.endsIdle(code);
      wire()
          .fail(
              ordinary ? ErrorKind.IDLE_CLOSED : ErrorKind.REFUSED_REPLY,
              Refusals.words(code, text));
    } else {
      wire().fail(ErrorKind.VIOLATION, "a reply that was not asked for: " + reply);
    }
  }

  /** Sends the next request, but not before the other replies of this wake-up have been read. */
  private void free(long nowNanos) {
    if (!freed) {
      freed = true;
      worker.freed(this, nowNanos);
    }
  }

  /**
   * Sends the next request if there is one: from the queue, or one that is issued because this is
   * idle.
   */
  void next(Window window, Issuing issuing) {
    freed = false;
    if (state == State.CLOSED && issuing.connectionForEach()) {
      issuing.idle(this, clock.nanoTime());
    }
    if (state != State.IDLE) {
      return;
    }
    if (queue.size() > 0) {
      send(window, polled(), clock.nanoTime());
    } else {
      issuing.idle(this, clock.nanoTime());
    }
  }

  private long polled() {
    worker.queued(-1);
    return queue.poll();
  }

  /** There is no window in which to send. */
  void rest() {
    freed = false;
  }

  @Override
  public void ended(ErrorKind kind, String words) {
    State was = state;
    state = State.CLOSED;
    long now = clock.nanoTime();
    boolean lasted = proven || now - openedNanos > TURNED_AWAY_WITHIN_NANOS;
    if (was == State.IDLE
        && (kind == ErrorKind.IDLE_CLOSED || kind == ErrorKind.CLOSED && lasted)) {
      // Requests that wait here are sent on the next wire.
      worker.endedIdle(ErrorKind.IDLE_CLOSED, words);
      worker.reopen(this, lasted);
      return;
    }
    switch (was) {
      case BUSY -> worker.window().failed(now, intendedNanos, sentNanos, kind, words);
      case OPENING -> openFailed(kind, words);
      case IDLE, CLOSED -> refusedOrEnded(kind, words);
    }
    while (queue.size() > 0) {
      sequence++;
      worker.window().failedInQueue(polled(), kind, words);
    }
    worker.reopen(this, proven);
  }

  private void openFailed(ErrorKind kind, String words) {
    if (worker.isOpening()) {
      turnedAway = kind == ErrorKind.REFUSED_REPLY && turnedAway == null ? words : turnedAway;
      worker.openFailed(kind, words);
    } else {
      refusedOrEnded(kind, words);
    }
  }

  /** A server that refuses does so at each attempt; that is one connection that is missing. */
  private void refusedOrEnded(ErrorKind kind, String words) {
    if (kind != ErrorKind.REFUSED_REPLY) {
      worker.endedIdle(kind, words);
    } else if (turnedAway == null) {
      turnedAway = words;
      countedAway = everOpened;
      worker.turnedAway(countedAway ? 1 : 0);
      if (worker.inWindow()) {
        worker.endedIdle(kind, words);
      }
    }
  }

  /** What the server said when it refused a wire that had counted as open; null if it did not. */
  @Nullable String turnedAway() {
    return countedAway ? turnedAway : null;
  }

  @Override
  public void bug(Throwable cause) {
    worker.bug(cause);
  }

  /**
   * The drain is over: gives up what is unanswered. A wire with a request in flight is of no
   * further use.
   */
  void giveUp(Window window, long nowNanos) {
    if (state == State.BUSY) {
      wire().close();
      state = State.CLOSED;
      window.timedOut(nowNanos, intendedNanos, sentNanos, exchange.aside(stamp, sequence));
    }
    while (queue.size() > 0) {
      sequence++;
      window.timedOutInQueue(nowNanos, polled(), exchange.aside(stamp, sequence));
    }
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
