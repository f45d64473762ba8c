package org.concurrencybench.suite.suites;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.driver.Seeds;
import org.concurrencybench.suite.process.ParentWatch;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.RoundRecord;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
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
 * One round of loads on one server, as JMH runs it. The fork is the load driver, the server is a
 * process of its own, an iteration is a window.
 *
 * <pre>
 *   trial      start the server, and the slow backend if it is needed; warm it up
 *   iteration    connect, let the load settle ── benchmark: the window ── record it, disconnect
 *   iteration    ... the next load
 *   trial      stop the server
 * </pre>
 *
 * <p>Where suites share a server, their loads follow each other on it. The server is warmed up with
 * every kind of request first.
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
public class MeasuredRound {

  /** The file with a {@link RoundPlan}, which a run writes; empty for what the others say. */
  @Param("")
  public String plan = "";

  /** Alone: the suite. */
  @Param("short-requests")
  public String suite = "";

  /** Alone: one of its levels, as {@code http/hello/open-5000/c100}; empty for the first. */
  @Param("")
  public String level = "";

  /** Alone: a concurrency model, or a model and a variation as {@code async+offload}. */
  @Param({"threaded", "async", "virtual"})
  public String model = "";

  /** Alone: how long and how thoroughly. */
  @Param("QUICK")
  public Profile profile = Profile.QUICK;

  private @Nullable RoundPlan planned;
  private int next;
  private @Nullable RoundProcesses processes;
  private @Nullable ReadyLoad ready;
  private @Nullable MeasuredWindow window;

  /** Starts the server of this round and warms it up with every kind of request that will come. */
  @Setup(org.openjdk.jmh.annotations.Level.Trial)
  public void startServer() throws Exception {
    ParentWatch.startInFork();
    RoundPlan round =
        plan.isEmpty() ? alone() : RoundPlan.fromJson(Files.readString(Path.of(plan)));
    planned = round;
    CpuLayout cpus = CpuLayout.parse(round.layout());
    if (cpus.pinned()) {
      Affinity.pinThisProcess(cpus.driver());
    }
    processes =
        RoundProcesses.start(
            round.contender(),
            round.windows().getFirst().level().wire(),
            round.windows().stream().anyMatch(each -> each.level().needsBackend()),
            cpus);
    Collection<Level> kinds = kinds(round);
    for (Level kind : kinds) {
      kind.warmUp(
          server(),
          round.profile(),
          1.0 / kinds.size(),
          Seeds.of(round.seed(), round.round(), "warm-up " + kind.kind()));
    }
  }

  private RoundPlan alone() {
    Suite asked = Suites.named(suite);
    Level load = level.isEmpty() ? asked.levels(profile).getFirst() : asked.level(level);
    return RoundPlan.of(
        Contender.parse(model),
        profile,
        1,
        1,
        1,
        CpuLayout.ofThisMachine(),
        null,
        List.of(new Experiment(asked, load)));
  }

  /** One level for each kind of request. */
  private static Collection<Level> kinds(RoundPlan round) {
    Map<String, Level> kinds = new LinkedHashMap<>();
    round.windows().forEach(each -> kinds.putIfAbsent(each.level().kind(), each.level()));
    return kinds.values();
  }

  /** Opens the connections of the next level and lets its load settle. */
  @Setup(org.openjdk.jmh.annotations.Level.Iteration)
  public void connect() throws Exception {
    ready = current().level().ready(server(), round().profile(), seed());
  }

  /** The window. */
  @Benchmark
  public MeasuredWindow window() throws Exception {
    MeasuredWindow measured = requireNonNull(ready).measure(round().profile().window());
    window = measured.with(measured.extras().with("seed", (double) seed()));
    return window;
  }

  /** Disconnects, and keeps what was measured. */
  @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
  public void record() throws IOException {
    String cell = current().cell();
    next++;
    ReadyLoad load = requireNonNull(ready);
    load.close();
    MeasuredWindow result = requireNonNull(window);
    WindowProfiler.hand(result);
    String directory = round().directory();
    if (directory != null) {
      new RoundRecord(Path.of(directory), round().round(), round().attempt())
          .add(cell, result, load.probes());
    }
  }

  /** Stops the server. */
  @TearDown(org.openjdk.jmh.annotations.Level.Trial)
  public void stopServer() {
    requireNonNull(processes).close();
  }

  /** Of the window: the same for all contenders, and if it is measured again. */
  private long seed() {
    return Seeds.of(round().seed(), round().round(), current().experiment());
  }

  private RoundPlan.PlannedWindow current() {
    List<RoundPlan.PlannedWindow> windows = round().windows();
    return windows.get(next % windows.size());
  }

  private RoundPlan round() {
    return requireNonNull(planned);
  }

  private ServerUnderLoad server() {
    return requireNonNull(processes).server();
  }
}
