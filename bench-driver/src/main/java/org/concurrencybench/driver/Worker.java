package org.concurrencybench.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.os.LocalPorts;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its own connections, its own schedule and its own histograms. Shares nothing
 * with the others while a window runs.
 *
 * <p>{@link #openClosed}, {@link #run}, {@link #abort} and {@link #close} may be called by any
 * thread; all else is called by the thread of the loop.
 */
final class Worker implements Pacer {

  /** Sequences begin somewhere below this: no window's are the next one's. */
  private static final long FIRST_SEQUENCES = 1L << 48;

  private final Load load;
  private final int index;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final Sockets sockets;
  private final List<Connection> connections;
  private final PortBudget ports;
  private final SplittableRandom protocolSeeds;

  /** Connections that ended while no window was running. */
  private final Tallies betweenWindows = new Tallies();

  /** Connections that may send, in the order in which their replies were read. */
  private final List<Connection> freed = new ArrayList<>();

  /** Since when the first of them may. */
  private long freedSinceNanos;

  private @Nullable Opening opening;
  private @Nullable Running running;

  private long queued;
  private final long mostQueued;
  private final AtomicInteger turnedAway = new AtomicInteger();

  private final ProgressCounts progress = new ProgressCounts();

  private record Running(Window window, Issuing issuing, CompletableFuture<Window> done) {}

  Worker(Load load, int index, EventLoops loops, Exchange exchange) {
    this.load = load;
    this.index = index;
    mostQueued = TimeQueue.mostInAll() / load.workers();
    var seeds = new SplittableRandom(load.seed() + index);
    protocolSeeds = seeds.split();
    connections =
        IntStream.range(0, share(load.connections(), load.workers(), index))
            .mapToObj(_ -> new Connection(this, exchange, clock, seeds.nextLong()))
            .toList();
    LocalPorts local = LocalPorts.now();
    boolean loopback = SourceAddresses.isLoopback(load.target());
    ports =
        new PortBudget(
            Math.max(1, SourceAddresses.usable(local) / load.workers()),
            local.takenAfterClosing(loopback).toNanos(),
            clock.nanoTime());
    sockets =
        new Sockets(
            "driver-" + index,
            loops,
            this,
            load.target(),
            SourceAddresses.forConnections(load.target(), load.connections(), local),
            clock);
  }

  /** How many of {@code all} the worker gets; differs by one at most between workers. */
  static int share(int all, int workers, int index) {
    return all / workers + (index < all % workers ? 1 : 0);
  }

  int connectionCount() {
    return connections.size();
  }

  /** Opens the connections that are closed. Before a window only. */
  CompletableFuture<Opening> openClosed() {
    return Opening.begin(sockets, connections, load.workers(), current -> opening = current);
  }

  /**
   * Runs a window to the end of its drain.
   *
   * @param cycle over which the connections of a closed loop begin
   * @param seed of arrivals, and of what is asked
   */
  CompletableFuture<Window> run(Window window, Loop kind, Duration cycle, long seed) {
    var done = new CompletableFuture<Window>();
    Issuing issuing =
        switch (kind) {
          case Loop.Churn() -> new ChurnIssuing(window, connections, ports, clock);
          case Loop.Closed closed -> new ClosedIssuing(window, closed, cycle, connections, clock);
          case Loop.Open open ->
              new OpenIssuing(
                  window, FireTimes.of(open, index, load.workers(), seed), connections, clock);
        };
    long first = new SplittableRandom(seed).nextLong(FIRST_SEQUENCES);
    sockets.execute(() -> {
      window.connectionErrors.takeFrom(betweenWindows);
      running = new Running(window, issuing, done);
      connections.forEach(connection -> connection.countFrom(first));
      for (Connection connection : connections) {
        String words = connection.turnedAway();
        if (words != null) {
          window.connectionErrors.count(ErrorKind.REFUSED_REPLY, words);
        }
      }
      for (Connection connection : connections) {
        if (connection.isClosed() && !issuing.connectionForEach()) {
          reopen(connection, false);
        }
      }
    });
    return done;
  }

  /** Ends the window that runs early, so that it has a result. By any thread. */
  void cut() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        now.window.cut(clock.nanoTime(), WindowWatch.CUT_DRAIN);
        tick(clock.nanoTime());
      }
    });
  }

  /** Ends the window at once; its result is lost. */
  void abort() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        giveUp(now.window, clock.nanoTime());
        running = null;
        now.done.cancel(false);
      }
    });
  }

  /** Leaves all connections and ends the thread. */
  void close() {
    sockets.close(() -> connections.forEach(Connection::leave));
  }

  ProgressCounts progress() {
    return progress;
  }

  @Override
  public long delayNanos(long nowNanos) {
    if (!freed.isEmpty()) {
      return 0;
    }
    Running now = running;
    if (now == null) {
      return NEVER;
    }
    long next = nextNanos(now.window, now.issuing, nowNanos);
    return Math.max(0, next - nowNanos);
  }

  private static long nextNanos(Window window, Issuing issuing, long nowNanos) {
    if (nowNanos - window.startNanos < 0) {
      return window.startNanos;
    }
    if (!window.issuing(nowNanos)) {
      return window.drainUntilNanos;
    }
    long due = issuing.nextDueNanos();
    return due != NEVER && due - window.endNanos < 0 ? due : window.endNanos;
  }

  @Override
  public void tick(long nowNanos) {
    Running now = running;
    if (now == null || nowNanos - now.window.startNanos < 0) {
      freed.forEach(Connection::rest);
      freed.clear();
      return;
    }
    try {
      sendFreed(now, nowNanos);
      issueDue(now, nowNanos);
      if (!now.window.issuing(nowNanos)) {
        drain(now, nowNanos);
      }
      publish(now.window);
    } catch (RuntimeException | Error e) {
      bug(e);
    }
  }

  private static void issueDue(Running now, long nowNanos) {
    long due = now.issuing.nextDueNanos();
    if (due != NEVER && nowNanos - due > 0 && now.window.issuing(due)) {
      now.window.cameRound(nowNanos, nowNanos - due);
    }
    now.issuing.issueDue(nowNanos);
  }

  private void sendFreed(Running now, long nowNanos) {
    if (!freed.isEmpty() && freedSinceNanos - now.window.startNanos > 0) {
      now.window.cameRound(nowNanos, nowNanos - freedSinceNanos);
    }
    // None is added meanwhile: replies are read by the loop, between two calls of tick.
    for (int i = 0; i < freed.size(); i++) {
      freed.get(i).next(now.window, now.issuing);
    }
    freed.clear();
  }

  private void drain(Running now, long nowNanos) {
    now.window.endIssuing();
    if (now.window.outstanding() > 0 && nowNanos - now.window.drainUntilNanos >= 0) {
      // Not nowNanos: this very tick may have sent some of them, later than that.
      giveUp(now.window, clock.nanoTime());
    }
    if (now.window.outstanding() == 0) {
      now.window.finish(nowNanos);
      running = null;
      now.done.complete(now.window);
    }
  }

  private void giveUp(Window window, long nowNanos) {
    for (Connection connection : connections) {
      connection.giveUp(window, nowNanos);
    }
  }

  private void publish(Window window) {
    progress.publish(window.issuedCount(), window.completedCount(), window.errors.total());
  }

  /**
   * Issues what became due while a reply was read, so that many replies at once do not make
   * requests late.
   */
  void catchUp(long nowNanos) {
    Running now = running;
    if (now != null && nowNanos - now.issuing.nextDueNanos() >= 0) {
      issueDue(now, nowNanos);
    }
  }

  /** Whether there is memory for another request that waits. */
  boolean mayQueue() {
    return queued < mostQueued;
  }

  /** So many more requests wait for their connections. */
  void queued(int more) {
    queued += more;
  }

  boolean isOpening() {
    return opening != null;
  }

  boolean inWindow() {
    return running != null;
  }

  /** Whether a server that says so unasked ends an idle connection in good order. */
  boolean endsIdle(int code) {
    return load.client().endsIdle(code);
  }

  /** So many more of those that had counted as open were refused before a request was sent. */
  void turnedAway(int more) {
    turnedAway.addAndGet(more);
  }

  /** Connections that were opened, and then refused before a request was sent. For any thread. */
  int turnedAwayCount() {
    return turnedAway.get();
  }

  /** Whether each request of the window that runs has a connection of its own. */
  boolean connectionForEach() {
    Running now = running;
    return now != null && now.issuing.connectionForEach();
  }

  /** The window that runs; there must be one. */
  Window window() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("a request outside a window");
    }
    return now.window;
  }

  /**
   * A connection may send its next request; {@link #tick} will. Replies of one wake-up are read one
   * right after the other and not with a send, several times as long as a read, in between, which
   * would count as service time of all that come after it.
   */
  void freed(Connection connection, long nowNanos) {
    if (freed.isEmpty()) {
      freedSinceNanos = nowNanos;
    }
    freed.add(connection);
  }

  Wire newWire(Connection connection) {
    return sockets.wire(load.client().connect(load.target(), protocolSeeds.nextLong()), connection);
  }

  void connect(Wire wire) {
    sockets.connect(wire);
  }

  void opened(long nowNanos, long connectNanos) {
    if (opening != null) {
      opening.opened(connectNanos);
    } else if (running != null) {
      running.window.reconnected(nowNanos, connectNanos);
    }
  }

  void openFailed(ErrorKind kind, String words) {
    if (opening != null) {
      opening.failed(kind, words);
    } else {
      endedIdle(kind, words);
    }
  }

  /** A connection ended, or could not be opened, and no request failed by it. */
  void endedIdle(ErrorKind kind, String words) {
    Running now = running;
    (now == null ? betweenWindows : now.window.connectionErrors).count(kind, words);
  }

  /**
   * Opens a connection again while a window runs, so that the offered load stays what it is: at
   * once if the last one was good for something, otherwise after a pause, so that a server that is
   * gone is not asked in a tight loop.
   */
  void reopen(Connection connection, boolean proven) {
    if (running == null) {
      return;
    }
    Duration pause = proven ? Duration.ZERO : Sockets.PAUSE_BEFORE_RETRY;
    sockets.openLater(connection, pause, () -> running != null);
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
