package org.concurrencybench.driver;

import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/** The connection that posts what the polls wait for. Used by its worker's thread only. */
final class Poster implements Wire.Owner, Openable {

  private final PollWorker worker;
  private @Nullable Wire wire;
  private boolean opening;
  private boolean open;
  private long openingNanos;
  private int unanswered;

  Poster(PollWorker worker) {
    this.worker = worker;
  }

  @Override
  public boolean isClosed() {
    return !open && !opening;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void open() {
    opening = true;
    unanswered = 0;
    openingNanos = worker.nanoTime();
    wire = worker.newWire(this);
    worker.connect(wire);
  }

  @Override
  public void opened(long nowNanos) {
    opening = false;
    open = true;
    worker.opened(nowNanos, nowNanos - openingNanos);
  }

  /** Posts, if it can; otherwise the polls are not answered, and that is counted. */
  void post(Request post) {
    if (open && wire != null) {
      unanswered++;
      wire.send(post);
    }
  }

  @Override
  public void replied(Reply reply, long nowNanos) {
    if (reply instanceof Reply.Published && unanswered > 0) {
      unanswered--;
    } else if (wire != null && reply instanceof Reply.Refused(int code, String text)) {
      boolean ordinary = unanswered == 0 && ClientKind.HTTP.endsIdle(code);
      wire.fail(
          ordinary ? ErrorKind.IDLE_CLOSED : ErrorKind.REFUSED_REPLY, Refusals.words(code, text));
    } else if (wire != null) {
      wire.fail(ErrorKind.WRONG_REPLY, "POST answered with " + reply);
    }
  }

  @Override
  public void ended(ErrorKind kind, String words) {
    boolean wasOpening = opening;
    opening = false;
    open = false;
    if (wasOpening) {
      worker.openFailed(this, kind, words);
    } else {
      boolean ordinary = kind == ErrorKind.CLOSED && unanswered == 0;
      worker.postFailed(ordinary ? ErrorKind.IDLE_CLOSED : kind, words);
    }
  }

  @Override
  public void bug(Throwable cause) {
    worker.bug(cause);
  }

  /** Leaves for good. */
  void leave() {
    open = false;
    if (wire != null) {
      wire.farewell();
    }
  }
}
