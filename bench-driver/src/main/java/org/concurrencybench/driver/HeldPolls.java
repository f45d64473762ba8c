package org.concurrencybench.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.loop.EventLoops;

/**
 * Holds long polls open, and wakes them. Open once, hold, run windows, close.
 *
 * <pre>{@code
 * try (var polls = HeldPolls.connect(PollLoad.of(target, 5_000))) {
 *   polls.hold();
 *   PollResult result =
 *       polls.run(new Phase("measured", HeldPolls.wakes(2), Duration.ofSeconds(10)), observer);
 * }
 * }</pre>
 *
 * <p>When a wake is due, one further connection posts a message to the room of all polls. The time
 * to answer runs from then, for each poll until its answer was read. When all have theirs, all ask
 * again. Every answer is checked: its sequence, its type, every byte.
 *
 * <p>Every call ends, as those of {@link LoadDriver} do. Used by one thread.
 */
public final class HeldPolls implements AutoCloseable {

  private static final Duration ASK_AGAIN = Duration.ofMillis(10);
  private static final Duration HOLD_LIMIT = Duration.ofSeconds(10);

  private final PollLoad load;
  private final PollWorker worker;
  private final Connecting connecting;
  private volatile boolean cut;

  private HeldPolls(PollLoad load, PollWorker worker, Connecting connecting) {
    this.load = load;
    this.worker = worker;
    this.connecting = connecting;
  }

  /**
   * Opens the connections, at most 5,000 a second, each tried once; nothing is asked yet.
   *
   * @throws IOException if not one could be opened, saying why
   */
  public static HeldPolls connect(PollLoad load) throws IOException, InterruptedException {
    // Sequences count from 1 in a room that nobody has used.
    var worker = new PollWorker(load, EventLoops.best(), RunStamp.fresh());
    boolean success = false;
    try {
      long startEpochMillis = System.currentTimeMillis();
      long startNanos = System.nanoTime();
      Opening opening = open(load, worker);
      Histogram connect = opening.connect.copy();
      Errors errors = opening.errors.errors();
      success = true;
      return new HeldPolls(
          load,
          worker,
          new Connecting(
              load.polls() + 1,
              (int) connect.getTotalCount(),
              errors,
              connect,
              startEpochMillis,
              Duration.ofNanos(System.nanoTime() - startNanos)));
    } finally {
      if (!success) {
        worker.close();
      }
    }
  }

  /** The open loop of that many wakes a second, evenly spaced. */
  public static Loop.Open wakes(double perSecond) {
    return new Loop.Open(perSecond, Arrivals.CONSTANT);
  }

  /** How opening went; the connection that posts is one of them. */
  public Connecting connecting() {
    return connecting;
  }

  /**
   * Lets every connection ask, and returns when the kernel has all requests. Whether the server has
   * read them only the server knows: wait for its own count, or a while, before you look at its
   * memory. For the times it does not matter: a poll that comes after its message is answered with
   * it.
   *
   * @return how many are held
   * @throws IOException if some cannot be held, because connections are closed or full
   */
  public int hold() throws IOException, InterruptedException {
    long until = System.nanoTime() + HOLD_LIMIT.toNanos();
    int held = result(worker.hold());
    while (held < load.polls() && System.nanoTime() - until < 0) {
      TimeUnit.NANOSECONDS.sleep(ASK_AGAIN.toNanos());
      held = result(worker.hold());
    }
    if (held < load.polls()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%,d polls were to be held, %,d are (%s)",
              load.polls(),
              held,
              connecting.errors().plus(result(worker.errorsBetweenWindows()))));
    }
    return held;
  }

  /**
   * Runs one window: the wakes of the phase, and what follows from them. A connection that ends is
   * opened again and asks for what comes next.
   *
   * @param phase its loop must be open; the rate is that of the wakes, see {@link #wakes}
   * @throws IOException if no connection is open and none can be opened, saying why
   */
  public PollResult run(Phase phase, WindowObserver observer)
      throws IOException, InterruptedException {
    if (!(phase.loop() instanceof Loop.Open loop)) {
      throw new IllegalArgumentException(
          "phase '" + phase.name() + "': polls are woken in an open loop");
    }
    Opening reopened = open(load, worker);
    hold();
    long startNanos = System.nanoTime() + WindowWatch.LEAD.toNanos();
    long startEpochMillis = System.currentTimeMillis() + WindowWatch.LEAD.toMillis();
    List<Awakening> wakes = new ArrayList<>();
    CompletableFuture<Window> running =
        worker.run(
            new Window(startNanos, phase.duration(), load.drain()),
            FireTimes.of(loop, 0, 1, load.seed()),
            wakes);
    if (cut) {
      worker.cut();
    }
    boolean finished = false;
    try {
      WindowWatch.await(
          phase, startNanos, load.drain(), running, observer, elapsed -> progress(phase, elapsed));
      finished = true;
    } finally {
      if (!finished) {
        worker.abort();
      }
    }
    return new PollResult(
        WindowMerge.of(
                WindowWatch.asRun(phase, startNanos, running.join().endNanos),
                startEpochMillis,
                List.of(running.join()),
                List.of(reopened))
            .withoutLittlesLaw(),
        wakes.stream().map(Awakening::asWake).toList());
  }

  /** Ends the window that runs, and all that follow, early: see {@link LoadDriver#cut}. */
  public void cut() {
    cut = true;
    worker.cut();
  }

  private WindowObserver.Progress progress(Phase phase, Duration elapsed) {
    return ProgressCounts.sum(phase, elapsed, List.of(worker.progress()));
  }

  private static Opening open(PollLoad load, PollWorker worker)
      throws IOException, InterruptedException {
    Opening opening = result(worker.openClosed());
    if (opening.errors.total() > load.polls()) {
      throw new IOException("no connection to " + load.target() + ": " + opening.errors.errors());
    }
    return opening;
  }

  private static <T> T result(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the driver failed", e.getCause());
    }
  }

  /** Leaves all connections and ends the worker. */
  @Override
  public void close() {
    worker.close();
  }
}
