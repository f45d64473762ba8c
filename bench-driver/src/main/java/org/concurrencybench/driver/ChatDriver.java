package org.concurrencybench.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.loop.EventLoops;
import org.jspecify.annotations.Nullable;

/**
 * Lets members of rooms talk through one server. Open once, run windows, close.
 *
 * <pre>{@code
 * try (var driver = ChatDriver.connect(load)) {
 *   ChatResult result =
 *       driver.run(new Phase("measured", load.deliveriesPerSecond(20_000), Duration.ofSeconds(10)), observer);
 * }
 * }</pre>
 *
 * <p>Publishes become due in an open loop, and the members take turns, in the same order and at the
 * same times in the n-th window of a name on every server. Every delivery is checked: that it is of
 * this room and this run, comes next from its sender at this member, and has the right bytes. Its
 * <em>delivery time</em> runs from the moment its publish was due.
 *
 * <p>Every call ends, as those of {@link LoadDriver} do. Used by one thread.
 */
public final class ChatDriver implements AutoCloseable {

  private final ChatLoad load;
  private final List<ChatWorker> workers;
  private final Connecting connecting;
  private final WindowSeeds seeds;
  private volatile boolean cut;

  private ChatDriver(ChatLoad load, List<ChatWorker> workers, Connecting connecting) {
    this.load = load;
    this.workers = workers;
    this.connecting = connecting;
    this.seeds = new WindowSeeds(load.seed());
  }

  /**
   * Opens the connections, at most 5,000 a second, and lets each join its room; each is tried once.
   * Who has the answer to its JOIN is a member, so every message that is published from then on
   * must reach it.
   *
   * @throws IOException if not one could join, saying why
   */
  public static ChatDriver connect(ChatLoad load) throws IOException, InterruptedException {
    long run = RunStamp.fresh();
    List<ChatWorker> workers = new ArrayList<>();
    boolean success = false;
    try {
      for (int i = 0; i < load.workers(); i++) {
        workers.add(new ChatWorker(load, i, EventLoops.best(), run));
      }
      long startEpochMillis = System.currentTimeMillis();
      long startNanos = System.nanoTime();
      List<Opening> openings = open(load, workers);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      var connect = new Histogram(Recorder.SIGNIFICANT_DIGITS);
      openings.forEach(opening -> connect.add(opening.connect));
      success = true;
      return new ChatDriver(
          load,
          workers,
          new Connecting(
              load.connections(),
              (int) connect.getTotalCount(),
              errors(openings),
              connect,
              startEpochMillis,
              elapsed));
    } finally {
      if (!success) {
        workers.forEach(ChatWorker::close);
      }
    }
  }

  /** How opening went; a connection counts as open, and its time ends, when it has joined. */
  public Connecting connecting() {
    return connecting;
  }

  /**
   * Runs one window.
   *
   * @param phase its loop must be open; the rate is that of publishes, see {@link
   *     ChatLoad#deliveriesPerSecond}
   * @throws IOException if no connection is open and none can be opened, saying why
   */
  public ChatResult run(Phase phase, WindowObserver observer)
      throws IOException, InterruptedException {
    return run(phase, 0, observer);
  }

  /**
   * Runs one window in which some members stop reading when it begins. They do not speak, either,
   * and read again when it is over. Their deliveries are in no histogram.
   *
   * @param slowMembers how many, spread over the rooms of a worker; fewer than connections
   */
  public ChatResult run(Phase phase, int slowMembers, WindowObserver observer)
      throws IOException, InterruptedException {
    if (slowMembers < 0 || slowMembers >= load.connections()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "slow members: %d, must be from 0 to fewer than the %d connections",
              slowMembers,
              load.connections()));
    }
    return run(phase, slowMembers, null, observer).chat;
  }

  /**
   * Runs one window in which all connections are dropped at a moment, and everybody connects and
   * joins again at once, fifty thousand a second if the driver can. Publishes go on becoming due;
   * those of a sender that is away wait for it, and are charged.
   *
   * @param at the moment, from the start of the window; at least a second, so that there is a
   *     before
   */
  public StormResult runStorm(Phase phase, Duration at, WindowObserver observer)
      throws IOException, InterruptedException {
    if (at.compareTo(Duration.ofSeconds(1)) < 0 || at.compareTo(phase.duration()) >= 0) {
      throw new IllegalArgumentException(
          "storm after %s: must be from a second to before the window's end, %s"
              .formatted(at, phase.duration()));
    }
    Ran ran = run(phase, 0, at, observer);
    int away = ran.storms.stream().mapToInt(StormWatch::away).sum();
    Duration untilAllMembers =
        away > 0
            ? null
            : Duration.ofNanos(
                ran.storms.stream()
                    .mapToLong(storm -> storm.lastReturnedNanos() - storm.brokeNanos())
                    .max()
                    .orElse(0));
    WindowResult window = ran.chat.window();
    return new StormResult(
        ran.chat,
        new ReconnectStorm(
            at,
            load.connections(),
            load.connections() - away,
            untilAllMembers,
            ReconnectStorm.untilAsBefore(
                at, untilAllMembers, window.intervals(), (int) phase.duration().toSeconds()),
            window.connect()));
  }

  private record Ran(ChatResult chat, List<StormWatch> storms) {}

  private Ran run(Phase phase, int slowMembers, @Nullable Duration stormAt, WindowObserver observer)
      throws IOException, InterruptedException {
    if (!(phase.loop() instanceof Loop.Open loop)) {
      throw new IllegalArgumentException(
          "phase '" + phase.name() + "': a chat has an open loop, nothing answers a publish");
    }
    List<Opening> reopened = open(load, workers);
    long startNanos = System.nanoTime() + WindowWatch.LEAD.toNanos();
    long startEpochMillis = System.currentTimeMillis() + WindowWatch.LEAD.toMillis();
    long seed = seeds.next(phase.name());
    List<CompletableFuture<ChatWindow>> running = new ArrayList<>();
    List<StormWatch> storms = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      StormWatch storm = stormAt == null ? null : new StormWatch(startNanos + stormAt.toNanos());
      if (storm != null) {
        storms.add(storm);
      }
      running.add(
          workers
              .get(i)
              .run(
                  new ChatWindow(startNanos, phase.duration(), load.drain()),
                  FireTimes.counted(loop, phase.duration(), i, workers.size(), seed),
                  Worker.share(slowMembers, workers.size(), i),
                  storm));
    }
    if (cut) {
      workers.forEach(ChatWorker::cut);
    }
    boolean finished = false;
    try {
      WindowWatch.await(
          phase,
          startNanos,
          load.drain(),
          CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)),
          observer,
          elapsed -> progress(phase, elapsed));
      finished = true;
    } finally {
      if (!finished) {
        workers.forEach(ChatWorker::abort);
      }
    }
    List<ChatWindow> counted = running.stream().map(CompletableFuture::join).toList();
    List<SlowMember> slow = new ArrayList<>();
    for (int i = 0; i < workers.size() && slowMembers > 0; i++) {
      slow.addAll(workers.get(i).slowMembers(counted.get(i)));
    }
    return new Ran(
        ChatMerge.of(
            WindowWatch.asRun(
                phase,
                startNanos,
                startNanos
                    + counted.stream().mapToLong(w -> w.endNanos - startNanos).max().orElse(0)),
            startEpochMillis,
            load.membersPerRoom(),
            counted,
            reopened,
            slow),
        storms);
  }

  /** Ends the window that runs, and all that follow, early: see {@link LoadDriver#cut}. */
  public void cut() {
    cut = true;
    workers.forEach(ChatWorker::cut);
  }

  private WindowObserver.Progress progress(Phase phase, Duration elapsed) {
    return ProgressCounts.sum(phase, elapsed, workers.stream().map(ChatWorker::progress).toList());
  }

  private static List<Opening> open(ChatLoad load, List<ChatWorker> workers)
      throws IOException, InterruptedException {
    List<CompletableFuture<Opening>> begun = workers.stream().map(ChatWorker::openClosed).toList();
    List<Opening> openings = new ArrayList<>();
    for (CompletableFuture<Opening> opening : begun) {
      openings.add(result(opening));
    }
    Errors errors = errors(openings);
    if (errors.total() == load.connections()) {
      throw new IOException("nobody could join at " + load.target() + ": " + errors);
    }
    return openings;
  }

  private static <T> T result(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the driver failed to connect", e.getCause());
    }
  }

  private static Errors errors(List<Opening> openings) {
    return openings.stream()
        .map(opening -> opening.errors.errors())
        .reduce(Errors.NONE, Errors::plus);
  }

  /** Leaves every room and ends the workers. */
  @Override
  public void close() {
    workers.forEach(ChatWorker::close);
  }
}
