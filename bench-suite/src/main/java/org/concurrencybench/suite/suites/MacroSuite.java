package org.concurrencybench.suite.suites;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concurrencybench.driver.os.Affinity;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.RoundRecord;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One round as JMH runs it: the fork is the load driver, the server is a process of its own, an
 * iteration is a window.
 *
 * <pre>
 *   trial      start the server, warm it up
 *   iteration    connect, let the load settle ── benchmark: the window ── record it, disconnect
 *   iteration    ... the next level
 *   trial      stop the server
 * </pre>
 *
 * <p>JMH's own score is the length of the window and says nothing; the figures are those of {@link
 * WindowProfiler} and of the results directory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
public abstract class MacroSuite {

  private static final int WARM_UP_CONNECTIONS = 50;

  /** The concurrency model of the server. */
  @Param({"threaded", "async", "virtual"})
  public String model = "";

  /** How long and how thoroughly, as {@link Profile} says. */
  @Param("QUICK")
  public Profile profile = Profile.QUICK;

  /** The round's number. */
  @Param("1")
  public int round;

  /** Everything random is derived from it. */
  @Param("1")
  public long seed;

  /** The directory of the run that the windows belong to; empty to keep nothing. */
  @Param("")
  public String record = "";

  /**
   * The CPUs of server and driver, as {@link CpuLayout#compact} writes them; empty to compute them
   * here.
   */
  @Param("")
  public String layout = "";

  private List<Level> levels = List.of();
  private int next;
  private @Nullable ServerUnderLoad server;
  private @Nullable ConnectedLoad connected;
  private @Nullable MeasuredWindow window;

  /** The levels of this round joined by {@code +}. */
  abstract String level();

  /** Name of the suite in results. */
  abstract String suiteName();

  /** Starts the server of this round and warms it up with every kind of request that will come. */
  @Setup(org.openjdk.jmh.annotations.Level.Trial)
  public void startServer() throws Exception {
    LauncherWatch.start();
    levels = Arrays.stream(level().split("\\+")).map(Level::parse).toList();
    CpuLayout cpus = layout.isEmpty() ? CpuLayout.ofThisMachine() : CpuLayout.parse(layout);
    if (cpus.pinned()) {
      Affinity.pinThisProcess(cpus.driver());
    }
    server = new ServerUnderLoad(ServerProcess.start(serverCommand(cpus)), cpus);
    List<Level> kinds = kinds();
    for (Level kind : kinds) {
      server.warmUp(
          kind.load(server.address(), WARM_UP_CONNECTIONS, seed),
          profile.warmUpRequests() / kinds.size(),
          profile.warmUpLimit().dividedBy(kinds.size()));
    }
  }

  private ServerCommand serverCommand(CpuLayout cpus) {
    var command =
        ServerCommand.serve(JvmFlags.of(cpus), model, levels.getFirst().wire().toString());
    return cpus.pinned() ? command.on(cpus.server()) : command;
  }

  /** One level for each kind of request. */
  private List<Level> kinds() {
    return List.copyOf(
        levels.stream()
            .collect(
                Collectors.toMap(
                    level -> level.client() + "/" + level.workload(),
                    Function.identity(),
                    (first, _) -> first,
                    LinkedHashMap::new))
            .values());
  }

  /** Opens the connections of the next level and lets its load settle. */
  @Setup(org.openjdk.jmh.annotations.Level.Iteration)
  public void connect() throws Exception {
    Level level = levels.get(next % levels.size());
    connected = server().connect(level.load(server().address(), level.connections(), seed + next));
    connected.settle(level.loop(), profile.settle());
  }

  /** The window. */
  @Benchmark
  public MeasuredWindow window() throws Exception {
    Level level = levels.get(next % levels.size());
    window = requireNonNull(connected).measure(level.loop(), profile.window());
    return window;
  }

  /** Disconnects, and keeps what was measured. */
  @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
  public void record() throws Exception {
    Level level = levels.get(next % levels.size());
    next++;
    requireNonNull(connected).close();
    MeasuredWindow measured = requireNonNull(window);
    WindowProfiler.hand(measured);
    if (!record.isEmpty()) {
      Cell cell = level.cell(suiteName(), model);
      new RoundRecord(Path.of(record), round).add(cell.id(), measured);
    }
  }

  /** Stops the server. */
  @TearDown(org.openjdk.jmh.annotations.Level.Trial)
  public void stopServer() {
    server().close();
  }

  private ServerUnderLoad server() {
    return requireNonNull(server);
  }
}
