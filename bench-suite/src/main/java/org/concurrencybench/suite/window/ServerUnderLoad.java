package org.concurrencybench.suite.window;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import org.HdrHistogram.Histogram;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.suite.process.ServerUse;
import org.concurrencybench.system.machine.HiccupMeter;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.KernelSockets;
import org.jspecify.annotations.Nullable;

/**
 * A server process that this process may load, one set of connections after the other. Not
 * thread-safe.
 */
public final class ServerUnderLoad implements AutoCloseable {

  /** How long compilers rest before a warm-up is over. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration IDLE_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Asking takes some milliseconds where threads are many; at work, a CPU of it would be used. */
  private static final double IDLE = 0.2;

  private final ServerProcess server;
  private final @Nullable ServerProcess backend;
  private final int mostConnections;
  private final CpuLayout layout;

  /** As they were when the server's memory was sampled: by the sample itself. */
  private final IdentityHashMap<MemoryParts, KernelSockets> kernelSockets = new IdentityHashMap<>();

  private int windows;
  private boolean sampledOnce;
  private @Nullable WarmUpTrace warmUp;
  private @Nullable WarmUpTrace settled;
  private @Nullable WatchedProcesses watched;

  /** Takes over {@code server}, which serves any number of connections. */
  public ServerUnderLoad(ServerProcess server, CpuLayout layout) {
    this(server, null, Integer.MAX_VALUE, layout);
  }

  /**
   * Takes over {@code server}.
   *
   * @param backend the slow backend that it calls, which the caller closes; null if there is none
   * @param mostConnections that it serves at once; it refuses the others
   */
  public ServerUnderLoad(
      ServerProcess server,
      @Nullable ServerProcess backend,
      int mostConnections,
      CpuLayout layout) {
    this.server = server;
    this.backend = backend;
    this.mostConnections = mostConnections;
    // Where it was to run and where the kernel lets it may differ: a cpuset takes CPUs away.
    this.layout = Affinity.ofProcess(server.pid()).map(layout::withServer).orElse(layout);
  }

  /**
   * Answers requests in a closed loop until at least {@code requests} are answered and neither
   * compiler, the server's nor the driver's, has worked for a second; at most for {@code limit}.
   * The same for every model, so that none is measured half compiled: cold, an event loop on a
   * large library looks several times slower than it is.
   */
  public WarmUp warmUp(Load load, long requests, Duration limit)
      throws IOException, InterruptedException {
    OpenLoad open;
    try {
      open = OpenLoad.of(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
    try (open) {
      return warmUp(open, new Loop.Closed(), requests, limit);
    }
  }

  /** The same with another load than requests in a closed loop. The caller closes it. */
  public WarmUp warmUp(OpenLoad load, Loop loop, long requests, Duration limit)
      throws IOException, InterruptedException {
    WarmUpTrace trace = new WarmUpRun(server, load, loop, requests, QUIET, limit).run();
    // Now, while there are few threads: the server of a crowd has one for each of thousands.
    watched = WatchedProcesses.beside(server.pid());
    warmUp = warmUp == null ? trace : warmUp.then(trace);
    return trace.summary();
  }

  /** Runs the load that is measured next, over its own connections, until it has settled. */
  void settle(OpenLoad load, Loop loop, Settling settling)
      throws IOException, InterruptedException {
    settled = new WarmUpRun(server, load, loop, 0, settling.least(), settling.limit()).run();
  }

  /** Opens the connections of a load. The caller closes them before it opens others. */
  public ConnectedLoad connect(Load load) throws IOException, InterruptedException {
    return new ConnectedLoad(this, load);
  }

  /** Lets the members of a chat join. The caller closes them before it opens others. */
  public ConnectedChat connect(ChatLoad load) throws IOException, InterruptedException {
    return new ConnectedChat(this, load);
  }

  /** Opens the connections of long polls. The caller closes them before it opens others. */
  public ConnectedPolls connect(PollLoad load) throws IOException, InterruptedException {
    return new ConnectedPolls(this, load);
  }

  /**
   * Waits until the server has done what it was given: until a tenth of a second has cost it at
   * most a fifth of a CPU, or for some seconds.
   */
  public void awaitIdle() throws IOException, InterruptedException {
    long until = System.nanoTime() + IDLE_WITHIN.toNanos();
    ServerSample before = server.sample();
    ServerSample after;
    do {
      Thread.sleep(LOOK_AGAIN);
      after = server.sample();
      if (ServerUse.between(before, after).utilisation(1) <= IDLE) {
        return;
      }
      before = after;
    } while (System.nanoTime() - until < 0);
  }

  /**
   * Waits until the server has noticed that everybody has left, or for some seconds: one that
   * serves few connections refuses those that come before.
   */
  public void awaitNobody() throws IOException, InterruptedException {
    long until = System.nanoTime() + IDLE_WITHIN.toNanos();
    while (open(server.sample()) > 0 && System.nanoTime() - until < 0) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static long open(ServerSample sample) {
    ServerStats.@Nullable Snapshot connections = sample.connections();
    return connections == null ? 0 : connections.open();
  }

  /**
   * Runs a window and counts both sides before and after, at the beginning and the end of the
   * measured interval, and once a second in between; a thread on each of the driver's CPUs only
   * sleeps meanwhile. Before and after, with the connections open and idle, both sides' CPUs
   * compute for a moment.
   *
   * @param connections that the load was to be spread over
   * @param connecting how opening them went
   */
  public MeasuredWindow measure(int connections, Connecting connecting, WindowRun window)
      throws IOException, InterruptedException {
    windows++;
    WarmUpTrace prepared = prepared();
    WatchedProcesses beside = watched();
    if (windows == 1) {
      // Not before the load: the first bracket after it was 10 to 30 % slow (decision 18).
      Bracket.warmUp(layout);
    }
    var sampling = new Sampling(() -> CounterReading.now(server, beside), System::nanoTime);
    // The driver's, not the server's: in a short window it need not collect again, and be late.
    System.gc();
    Bracket speedBefore = Bracket.measure(layout);
    CounterReading before;
    WindowResult result;
    CounterReading after;
    Histogram hiccups;
    try (var meter = HiccupMeter.start(layout.driver(), HiccupMeter.IN_A_WINDOW)) {
      before = CounterReading.now(server, beside);
      result = window.run(sampling);
      after = CounterReading.now(server, beside);
      hiccups = meter.stop();
    } catch (IOException e) {
      throw server.reason(e);
    }
    Bracket speedAfter = Bracket.measure(layout);
    return new MeasuredWindow(
        connections,
        windows,
        Instant.ofEpochMilli(result.startEpochMillis()),
        connecting,
        result,
        sampling.counters(before, after),
        layout,
        new Surroundings(speedBefore, speedAfter, hiccups.getMaxValue()),
        prepared,
        WindowExtras.NONE);
  }

  /** What the next window's server went through before it. */
  private @Nullable WarmUpTrace prepared() {
    WarmUpTrace last = settled;
    settled = null;
    return last == null || warmUp == null ? warmUp : warmUp.settled(last);
  }

  /** Before the first window of a server that nobody warmed up, it is not too late. */
  private WatchedProcesses watched() {
    if (watched == null) {
      watched = WatchedProcesses.beside(server.pid());
    }
    return watched;
  }

  /** What a failure of the driver really was: the server's own words if it is dead. */
  public IOException reason(IOException failure) throws InterruptedException {
    return server.reason(failure);
  }

  /** The server's counters now. */
  public ServerSample sample() throws IOException, InterruptedException {
    return server.sample();
  }

  /**
   * The slow backend's counters now.
   *
   * @throws IllegalStateException if this server has none
   */
  public ServerSample sampleBackend() throws IOException, InterruptedException {
    if (backend == null) {
      throw new IllegalStateException("this server calls no backend");
    }
    return backend.sample();
  }

  /**
   * Where the server's memory is, after a collection. Never inside a window.
   *
   * @param connections that are open now, for the record
   */
  public MemoryParts memory(int connections, Weighing how)
      throws IOException, InterruptedException {
    sampledOnce |= how == Weighing.ONCE;
    MemoryParts parts = MemoryInParts.of(how.of(server), connections);
    KernelSockets.now(server.pid()).ifPresent(sockets -> kernelSockets.put(parts, sockets));
    return parts;
  }

  /**
   * What each connection between two samples weighs; null if anything was measured on this server
   * before, or if memory was sampled once only. What earlier connections left behind would be used
   * again by these, or freed only now, and compilers hold megabytes while they work: slopes of less
   * than nothing were seen.
   */
  public @Nullable Memory slope(MemoryParts few, MemoryParts many) {
    if (windows > 0 || sampledOnce) {
      return null;
    }
    KernelSockets.Part kernel = kernelPart(few, many);
    return Memory.slope(few, many).withKernelSockets(kernel.bytesPerConnection(), kernel.how());
  }

  private KernelSockets.Part kernelPart(MemoryParts few, MemoryParts many) {
    KernelSockets before = kernelSockets.get(few);
    KernelSockets after = kernelSockets.get(many);
    return before == null || after == null
        ? KernelSockets.Part.unknown("this system has no /proc/net/sockstat")
        : after.since(before, many.connections() - few.connections());
  }

  /** How many connections it serves at once. */
  public int mostConnections() {
    return mostConnections;
  }

  /** How many CPUs the driver has, which is this process. */
  public int driverCpus() {
    return layout.driver().size();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
  }
}
