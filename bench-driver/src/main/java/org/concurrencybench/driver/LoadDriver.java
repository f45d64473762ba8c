package org.concurrencybench.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.loop.EventLoops;

/**
 * Loads one server through a set of connections. Open once, run windows, close.
 *
 * <pre>{@code
 * try (var driver = LoadDriver.connect(load)) {
 *   driver.run(new Phase("warm-up", new Loop.Closed(), Duration.ofSeconds(3)));
 *   WindowResult result = driver.run(new Phase("measured", new Loop.Open(5_000), Duration.ofSeconds(10)));
 * }
 * }</pre>
 *
 * <p>Every call ends: opening within {@link Load#CONNECT_TIMEOUT} of the last connect, a window
 * with its drain, closing within two seconds. Used by one thread.
 */
public final class LoadDriver implements AutoCloseable {

  private final Load load;
  private final List<Worker> workers;
  private final Connecting connecting;
  private final WindowSeeds seeds;
  private volatile boolean cut;

  private LoadDriver(Load load, List<Worker> workers, Connecting connecting) {
    this.load = load;
    this.workers = workers;
    this.connecting = connecting;
    seeds = new WindowSeeds(load.seed());
  }

  /**
   * Opens the connections, at most 5,000 a second so as not to overrun the server's backlog, each
   * tried once.
   *
   * @throws IOException if not one could be opened, saying why
   */
  public static LoadDriver connect(Load load) throws IOException, InterruptedException {
    return connect(load, EventLoops.best());
  }

  static LoadDriver connect(Load load, EventLoops loops) throws IOException, InterruptedException {
    Supplier<Exchange> exchanges = Exchange.of(load);
    List<Worker> workers = new ArrayList<>();
    boolean success = false;
    try {
      for (int i = 0; i < load.workers(); i++) {
        workers.add(new Worker(load, i, loops, exchanges.get()));
      }
      long startEpochMillis = System.currentTimeMillis();
      long startNanos = System.nanoTime();
      List<Opening> openings = openClosed(load, workers);
      var connect = new Histogram(Recorder.SIGNIFICANT_DIGITS);
      openings.forEach(opening -> connect.add(opening.connect));
      var connecting =
          new Connecting(
              load.connections(),
              (int) connect.getTotalCount(),
              errors(openings),
              connect,
              startEpochMillis,
              Duration.ofNanos(System.nanoTime() - startNanos));
      success = true;
      return new LoadDriver(load, List.copyOf(workers), connecting);
    } finally {
      if (!success) {
        workers.forEach(Worker::close);
      }
    }
  }

  /**
   * How many source addresses the drivers take for connections to {@code target} when the ports of
   * one are not enough: many on loopback, all of which is this machine; one elsewhere.
   */
  public static int sourceAddresses(InetSocketAddress target) {
    return SourceAddresses.isLoopback(target) ? SourceAddresses.MOST : 1;
  }

  /**
   * How opening the connections went; some may have failed. One that the server has refused before
   * a request was sent counts as not opened.
   */
  public Connecting connecting() {
    int refused = workers.stream().mapToInt(Worker::turnedAwayCount).sum();
    return refused == 0
        ? connecting
        : new Connecting(
            connecting.wanted(),
            Math.max(0, connecting.opened() - refused),
            connecting.errors(),
            connecting.connect(),
            connecting.startEpochMillis(),
            connecting.elapsed());
  }

  /** Runs one window without telling anybody. */
  public WindowResult run(Phase phase) throws IOException, InterruptedException {
    return run(phase, WindowObserver.SILENT);
  }

  /**
   * Runs one window: opens again what is closed, starts all workers at a common instant, leads in,
   * issues, drains. Connections that end in the window are opened again while it runs.
   *
   * @throws IOException if no connection is open and none can be opened, saying why
   * @throws InterruptedException if the caller was interrupted; the window is over, and its
   *     requests are lost
   * @throws IllegalStateException for a bug of the driver
   */
  public WindowResult run(Phase phase, WindowObserver observer)
      throws IOException, InterruptedException {
    boolean churn = phase.loop() instanceof Loop.Churn;
    List<Opening> reopened = churn ? List.of() : openClosed(load, workers);
    long startNanos = System.nanoTime() + WindowWatch.LEAD.toNanos();
    Duration leadIn = phase.leadIn().length();
    long beganNanos = startNanos + leadIn.toNanos();
    long beganEpochMillis = System.currentTimeMillis() + WindowWatch.LEAD.plus(leadIn).toMillis();
    long seed = seeds.next(phase.name());
    List<CompletableFuture<Window>> running = new ArrayList<>();
    for (Worker worker : workers) {
      running.add(
          worker.run(
              new Window(
                  startNanos,
                  leadIn,
                  phase.duration(),
                  load.drain(),
                  load.workload() instanceof Workload.Compute compute && compute.mixed()),
              phase.loop(),
              phase.leadIn().cycle(),
              seed));
    }
    if (cut) {
      workers.forEach(Worker::cut);
    }
    boolean finished = false;
    try {
      WindowWatch.await(
          phase,
          beganNanos,
          load.drain(),
          CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)),
          observer,
          elapsed -> progress(phase, elapsed));
      finished = true;
    } finally {
      if (!finished) {
        workers.forEach(Worker::abort);
      }
    }
    List<Window> counted = running.stream().map(CompletableFuture::join).toList();
    return WindowMerge.of(
        WindowWatch.asRun(phase, beganNanos, beganNanos + longest(counted)),
        beganEpochMillis,
        counted,
        reopened);
  }

  /** How long the measured interval was, of the worker that went on longest. */
  private static long longest(List<Window> windows) {
    return windows.stream()
        .mapToLong(window -> window.endNanos - window.beganNanos)
        .max()
        .orElse(0);
  }

  /**
   * Ends the window that runs, and all that follow, early: what was measured is its result, and the
   * duration of its phase is what it was. For any thread.
   */
  public void cut() {
    cut = true;
    workers.forEach(Worker::cut);
  }

  private WindowObserver.Progress progress(Phase phase, Duration elapsed) {
    return ProgressCounts.sum(phase, elapsed, workers.stream().map(Worker::progress).toList());
  }

  private static List<Opening> openClosed(Load load, List<Worker> workers)
      throws IOException, InterruptedException {
    List<CompletableFuture<Opening>> begun = workers.stream().map(Worker::openClosed).toList();
    List<Opening> openings = new ArrayList<>();
    for (CompletableFuture<Opening> opening : begun) {
      try {
        openings.add(opening.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the driver failed to connect", e.getCause());
      }
    }
    Errors errors = errors(openings);
    if (errors.total() == load.connections()) {
      throw new IOException("no connection to " + load.target() + ": " + errors);
    }
    return openings;
  }

  private static Errors errors(List<Opening> openings) {
    return openings.stream()
        .map(opening -> opening.errors.errors())
        .reduce(Errors.NONE, Errors::plus);
  }

  /** Closes every connection, with the farewell of its protocol, and ends the workers. */
  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
