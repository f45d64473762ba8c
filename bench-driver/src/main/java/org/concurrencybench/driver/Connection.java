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

  /** A request with an intended time of its own is handed over. */
  void due(long intended, long nowNanos) {
    Window window = worker.window();
    window.issued();
    // It will have this sequence: those that wait here are sent in their order.
    window.handedOver(nowNanos, intended, exchange.aside(stamp, sequence + queue.size() + 1));
    if (state == State.IDLE && queue.size() == 0) {
      send(window, intended, nowNanos);
    } else {
      queue.add(intended);
    }
  }

  /** A request that is intended now, because the last reply came now. It must be idle. */
  void dueNow(long nowNanos) {
    Window window = worker.window();
    window.issued();
    send(window, nowNanos, nowNanos);
  }

  /** A request that is intended now, over a connection that is opened for it. It must be closed. */
  void dueWithConnection(long nowNanos) {
    worker.window().issued();
    queue.add(nowNanos);
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
    window.sent(nowNanos);
    wire().send(exchange.request(stamp, sequence));
  }

  @Override
  public void opened(long nowNanos) {
    state = State.IDLE;
    worker.opened(nowNanos, nowNanos - openingNanos);
    free(nowNanos);
  }

  @Override
  public void replied(Reply reply, long nowNanos) {
    if (state != State.BUSY) {
      wire().fail(ErrorKind.VIOLATION, "a reply that was not asked for: " + reply);
      return;
    }
    Window window = worker.window();
    if (reply instanceof Reply.Refused(int code, String text)) {
      window.failed(nowNanos, ErrorKind.REFUSED_REPLY, code + " " + text);
    } else {
      String fault = exchange.fault(stamp, sequence, reply);
      if (fault != null) {
        wire().fail(ErrorKind.WRONG_REPLY, fault);
        return;
      }
      window.completed(nowNanos, intendedNanos, sentNanos, exchange.aside(stamp, sequence));
      proven = true;
    }
    state = State.IDLE;
    if (wire().closing() && !worker.connectionForEach()) {
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
      send(window, queue.poll(), clock.nanoTime());
    } else {
      issuing.idle(this, clock.nanoTime());
    }
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
    switch (was) {
      case BUSY -> worker.window().failed(now, kind, words);
      case OPENING -> worker.openFailed(kind, words);
      case IDLE, CLOSED -> worker.endedIdle(kind, words);
    }
    while (queue.size() > 0) {
      queue.poll();
      sequence++;
      worker.window().failedInQueue(kind, words);
    }
    worker.reopen(this, proven);
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
      window.timedOutInQueue(nowNanos, queue.poll(), exchange.aside(stamp, sequence));
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
