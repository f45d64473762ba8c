package org.concurrencybench.pooled;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.concurrencybench.core.blocking.BackendCalls;
import org.concurrencybench.core.blocking.OffloadWait;
import org.concurrencybench.core.blocking.Wait;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The one place where this model performs outcomes: what must wait, blocks the worker, except a
 * long poll, which leaves it.
 *
 * <p>Made for a connection when it first asks for more than an echo. Used by the thread that uses
 * the connection's protocol, and by the loop at its end.
 */
final class Performing {

  private static final Reply PUBLISHED = new Reply.Published();

  private final Dialog dialog;
  private final Serving serving;

  /** Where it sits now. */
  private @Nullable Seat seat;

  /** Made by the first call. */
  private @Nullable BackendCalls backend;

  /** What the worker waits for, if it waits. */
  private volatile @Nullable Wait waiting;

  Performing(Dialog dialog, Serving serving) {
    this.dialog = dialog;
    this.serving = serving;
  }

  /**
   * Performs an outcome. Called with the server's lock, which is given up for every wait.
   *
   * @return whether its reply is encoded; if not, a poll is held, and the connection is not the
   *     calling thread's any more
   * @throws IOException if the wait was cut, because the connection is gone
   */
  boolean perform(Outcome outcome) throws IOException {
    switch (outcome) {
      case Reply reply -> dialog.encode(reply);
      case Outcome.Compute work -> dialog.encode(compute(work));
      case Outcome.CallBackend call -> dialog.encode(callBackend(call));
      case Outcome.Join(Room room, String name) -> join(room, name);
      case Outcome.Publish said -> publish(said);
      case Outcome.Post(Room room, var type, var payload) -> {
        room.publish(type, payload);
        dialog.encode(PUBLISHED);
      }
      case Outcome.AwaitMessage wanted -> {
        return awaitMessage(wanted);
      }
    }
    return true;
  }

  private Reply compute(Outcome.Compute work) throws IOException {
    var wait = new OffloadWait();
    long value =
        serving.offload().offer(work, wait)
            ? away(wait, wait::await)
            : Computation.of(work.units(), work.seed());
    return new Reply.Computed(value, work.payload());
  }

  private Reply callBackend(Outcome.CallBackend call) throws IOException {
    InetSocketAddress address = serving.backend();
    if (address == null) {
      return new Reply.BackendUnavailable("this server was started without a backend");
    }
    BackendCalls calls = backend == null ? new BackendCalls(address, serving.limits()) : backend;
    backend = calls;
    return away(calls, () -> calls.call(call));
  }

  /** What was said in the old room is before the answer, all of the new room behind it. */
  private void join(Room room, String name) {
    leave();
    dialog.encode(new Reply.Joined(name));
    serving.lock().release();
    try {
      seat = dialog.enter(room);
    } finally {
      serving.lock().acquire();
    }
  }

  /** Replies to what the member has asked before go before its own message. */
  private void publish(Outcome.Publish said) {
    flush();
    if (seat != null) {
      seat.publish(said.type(), said.payload());
    }
    dialog.encode(PUBLISHED);
  }

  private boolean awaitMessage(Outcome.AwaitMessage wanted) {
    flush();
    var poll = new HeldPoll(dialog, serving);
    Reply reply = poll.begin(wanted, dialog.isHurried() ? 0 : wanted.timeoutMillis());
    if (reply == null) {
      return false;
    }
    dialog.encode(reply);
    return true;
  }

  /** Something that takes its time, away from the client. */
  @FunctionalInterface
  private interface Errand<T> {
    T run() throws IOException;
  }

  /**
   * Sends what is ready, then waits in this thread, without the server's lock, until {@code errand}
   * is done or the connection is gone.
   */
  private <T> T away(Wait wait, Errand<T> errand) throws IOException {
    serving.lock().release();
    try {
      dialog.flush();
      waiting = wait;
      // Whoever cuts this either finds the wait, or is found here.
      if (dialog.isCut()) {
        wait.cut();
      }
      return errand.run();
    } finally {
      waiting = null;
      serving.lock().acquire();
    }
  }

  /** The server's lock is not held while bytes are written. */
  private void flush() {
    serving.lock().release();
    try {
      dialog.flush();
    } finally {
      serving.lock().acquire();
    }
  }

  /** The connection is gone: ends the present wait. Called by the loop, whoever has custody. */
  void cut() {
    Wait wait = waiting;
    if (wait != null) {
      wait.cut();
    }
  }

  private void leave() {
    if (seat != null) {
      seat.leave();
      seat = null;
    }
  }

  /** Whether it has joined a room. */
  boolean isMember() {
    return seat != null;
  }

  /** The connection sends no more: it leaves its room and the backend. May be repeated. */
  void end() {
    leave();
    if (backend != null) {
      backend.cut();
    }
  }
}
