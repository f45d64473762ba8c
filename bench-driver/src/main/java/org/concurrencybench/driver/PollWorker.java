package org.concurrencybench.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.os.LocalPorts;
import org.jspecify.annotations.Nullable;

/**
 * The event loop that holds all polls, and posts. {@link #openClosed}, {@link #hold}, {@link #run},
 * {@link #abort} and {@link #close} may be called by any thread; all else is called by the thread
 * of the loop.
 */
final class PollWorker implements Pacer {

  private final PollLoad load;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final Sockets sockets;
  private final List<HeldPoll> polls;
  private final Poster poster = new Poster(this);
  private final StampedPayload payload;
  private final Request post;
  private final String room;
  private final long run;
  private final Tallies betweenWindows = new Tallies();

  /** Messages posted: the sequence of the last, because nobody else posts in this room. */
  private long posted;

  private @Nullable Opening opening;
  private @Nullable Running running;

  private final ProgressCounts progress = new ProgressCounts();

  /**
   * A window that runs.
   *
   * @param before messages that were posted before it
   */
  private record Running(
      Window window,
      DueTimes due,
      CompletableFuture<Window> done,
      List<Awakening> wakes,
      long before) {

    /** The message of that sequence, if it is of this window. */
    @Nullable Awakening wake(long sequence) {
      long index = sequence - before - 1;
      return index < 0 || index >= wakes.size() ? null : wakes.get((int) index);
    }
  }

  PollWorker(PollLoad load, EventLoops loops, long run) {
    this.load = load;
    this.run = run;
    room = String.format(Locale.ROOT, "bench-%016x", run);
    payload = new StampedPayload(load.payloadBytes(), load.seed());
    post = new Request.Post(room, MessageType.BINARY, payload.buffer());
    polls = IntStream.range(0, load.polls()).mapToObj(_ -> new HeldPoll(this)).toList();
    sockets =
        new Sockets(
            "driver-polls",
            loops,
            this,
            load.target(),
            SourceAddresses.forConnections(load.target(), load.polls() + 1, LocalPorts.now()),
            clock);
  }

  /** Opens the connections that are closed, and the one that posts. Before a window only. */
  CompletableFuture<Opening> openClosed() {
    List<Openable> all = new ArrayList<>(polls);
    all.add(poster);
    return Opening.begin(sockets, all, 1, current -> opening = current);
  }

  /** Asks on every connection that is open; completes with how many requests the kernel has. */
  CompletableFuture<Integer> hold() {
    var held = new CompletableFuture<Integer>();
    sockets.execute(() -> {
      askAll();
      int count = 0;
      for (HeldPoll poll : polls) {
        count += poll.isWritten() ? 1 : 0;
      }
      held.complete(count);
    });
    return held;
  }

  private void askAll() {
    for (HeldPoll poll : polls) {
      poll.ask(clock.nanoTime());
    }
  }

  /**
   * Runs a window to the end of its drain.
   *
   * @param wakes takes what happens; to be read when the window is over
   */
  CompletableFuture<Window> run(Window window, FireTimes schedule, List<Awakening> wakes) {
    var done = new CompletableFuture<Window>();
    sockets.execute(() -> {
      window.connectionErrors.takeFrom(betweenWindows);
      for (HeldPoll poll : polls) {
        if (poll.isHeld()) {
          window.sent(window.startNanos);
        }
        if (poll.isClosed()) {
          reopen(poll);
        }
      }
      var due = new DueTimes(schedule, window.startNanos, window.endNanos);
      running = new Running(window, due, done, wakes, posted);
    });
    return done;
  }

  /** Ends the window that runs early, so that it has a result. By any thread. */
  void cut() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        now.window.cut(clock.nanoTime(), WindowWatch.CUT_DRAIN);
        now.due.cut(now.window.endNanos);
        tick(clock.nanoTime());
      }
    });
  }

  /** Ends the window at once; its result is lost. */
  void abort() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        running = null;
        now.done.cancel(false);
      }
    });
  }

  /** Leaves all connections and ends the thread. */
  void close() {
    sockets.close(() -> {
      polls.forEach(HeldPoll::leave);
      poster.leave();
    });
  }

  ProgressCounts progress() {
    return progress;
  }

  @Override
  public long delayNanos(long nowNanos) {
    Running now = running;
    return now == null ? NEVER : Math.max(0, nextNanos(now, nowNanos) - nowNanos);
  }

  private static long nextNanos(Running now, long nowNanos) {
    Window window = now.window;
    if (nowNanos - window.startNanos < 0) {
      return window.startNanos;
    }
    if (!window.issuing(nowNanos)) {
      return window.drainUntilNanos;
    }
    return now.due.nextOrEndNanos();
  }

  @Override
  public void tick(long nowNanos) {
    Running now = running;
    if (now == null || nowNanos - now.window.startNanos < 0) {
      return;
    }
    try {
      while (now.due.isDue(nowNanos)) {
        wake(now, now.due.take());
      }
      if (!now.window.issuing(nowNanos)) {
        drain(now, nowNanos);
      }
      progress.publish(
          now.window.issuedCount(), now.window.completedCount(), now.window.errors.total());
    } catch (RuntimeException | Error e) {
      bug(e);
    }
  }

  private void wake(Running now, long intendedNanos) {
    int open = 0;
    int held = 0;
    for (HeldPoll poll : polls) {
      if (poll.isOpen()) {
        open++;
        held += poll.isWritten() ? 1 : 0;
        now.window.issued();
      } else {
        // It comes again, and asks for what follows.
        poll.skipTo(posted + 1);
      }
    }
    posted++;
    payload.stamp(run, posted);
    long sent = clock.nanoTime();
    now.window.handedOver(sent, intendedNanos, false);
    now.window.cameRound(sent - intendedNanos);
    now.wakes.add(new Awakening(intendedNanos, sent, open, held));
    poster.post(post);
    // Whoever has been answered and waits for the others has no more to wait for.
    askAll();
  }

  private void drain(Running now, long nowNanos) {
    now.window.endIssuing();
    if (now.window.outstanding() > 0 && nowNanos - now.window.drainUntilNanos >= 0) {
      for (HeldPoll poll : polls) {
        giveUp(now, poll, nowNanos);
      }
    }
    if (now.window.outstanding() == 0) {
      now.window.finish(nowNanos);
      running = null;
      now.done.complete(now.window);
    }
  }

  private void giveUp(Running now, HeldPoll poll, long nowNanos) {
    if (poll.last() == posted) {
      return;
    }
    boolean held = poll.isHeld();
    for (long sequence = poll.last() + 1; sequence <= posted; sequence++) {
      Awakening wake = now.wake(sequence);
      if (wake != null) {
        wake.failed();
        if (held) {
          now.window.timedOut(nowNanos, wake.intendedNanos, wake.sentNanos, false);
        } else {
          now.window.timedOutInQueue(nowNanos, wake.intendedNanos, false);
        }
        held = false;
      }
    }
    poll.skipTo(posted);
    poll.giveUp();
  }

  long nanoTime() {
    return clock.nanoTime();
  }

  long timeoutMillis() {
    return load.timeout().toMillis();
  }

  Wire newWire(Wire.Owner owner) {
    return sockets.wire(ClientKind.HTTP.connect(load.target(), 0), owner);
  }

  void connect(Wire wire) {
    sockets.connect(wire);
  }

  void ask(Wire wire, long after) {
    wire.send(new Request.AwaitMessage(room, after, (int) timeoutMillis()));
  }

  void asked(long nowNanos) {
    if (running != null) {
      running.window.sent(nowNanos);
    }
  }

  /** A poll was answered without a message. */
  void unanswered(long nowNanos) {
    if (running != null) {
      running.window.withdrawn(nowNanos);
    }
  }

  @Nullable String fault(Reply.Awaited awaited, long sequence) {
    if (awaited.sequence() != sequence) {
      return "message " + awaited.sequence() + " of the room instead of " + sequence;
    }
    if (!MessageType.BINARY.contentType().equals(awaited.contentType())) {
      return "message of type '" + awaited.contentType() + "'";
    }
    return payload.fault("message", run, sequence, awaited.payload());
  }

  /** A poll has its message. */
  void answered(HeldPoll poll, long nowNanos) {
    Running now = running;
    Awakening wake = now == null ? null : now.wake(poll.last());
    if (now == null || wake == null) {
      unanswered(nowNanos);
      poll.ask(nowNanos);
      return;
    }
    wake.answered(nowNanos);
    now.window.completed(nowNanos, wake.intendedNanos, wake.sentNanos, false);
    if (poll.last() < posted) {
      poll.ask(nowNanos);
    }
    askIfOver(wake);
  }

  /**
   * Everybody asks again when all have their answers, and not before: asking takes the driver
   * longer than reading, and would be in the times of those who are still to be read.
   */
  private void askIfOver(Awakening wake) {
    if (wake.over()) {
      askAll();
    }
  }

  void opened(long nowNanos, long connectNanos) {
    if (opening != null) {
      opening.opened(connectNanos);
    } else if (running != null) {
      running.window.reconnected(nowNanos, connectNanos);
      askAll();
    }
  }

  void openFailed(Openable closed, ErrorKind kind, String words) {
    if (opening != null) {
      opening.failed(kind, words);
    } else {
      connectionError(kind, words);
      reopen(closed);
    }
  }

  /** A connection ended; with it fails what its poll was due. */
  void ended(HeldPoll poll, boolean held, ErrorKind kind, String words) {
    Running now = running;
    long nowNanos = clock.nanoTime();
    boolean inFlight = held;
    if (now != null) {
      for (long sequence = poll.last() + 1; sequence <= posted; sequence++) {
        Awakening wake = now.wake(sequence);
        if (wake != null) {
          if (inFlight) {
            now.window.failed(nowNanos, kind, words);
          } else {
            now.window.failedInQueue(kind, words);
          }
          inFlight = false;
          wake.failed();
          askIfOver(wake);
        }
      }
      if (inFlight) {
        now.window.withdrawn(nowNanos);
      }
    }
    if (now == null || inFlight || !held) {
      connectionError(kind, words);
    }
    poll.skipTo(posted);
    reopen(poll);
  }

  /** The message could not be posted: the polls it was to wake wait in vain. */
  void postFailed(ErrorKind kind, String words) {
    connectionError(kind, words);
    reopen(poster);
  }

  /** What ended connections since the last window, or came instead of opening them. */
  CompletableFuture<Errors> errorsBetweenWindows() {
    var errors = new CompletableFuture<Errors>();
    sockets.execute(() -> errors.complete(betweenWindows.errors()));
    return errors;
  }

  private void connectionError(ErrorKind kind, String words) {
    (running == null ? betweenWindows : running.window.connectionErrors).count(kind, words);
  }

  void reopen(Openable closed) {
    if (running == null) {
      return;
    }
    sockets.openLater(closed, Sockets.PAUSE_BEFORE_RETRY, () -> running != null);
  }

  /** A mistake of ours: whoever waits is told. */
  void bug(Throwable cause) {
    if (opening != null) {
      opening.bug(cause);
    } else if (running != null) {
      running.done.completeExceptionally(cause);
      running = null;
    } else {
      throw new IllegalStateException("a bug while nothing was asked for", cause);
    }
  }
}
