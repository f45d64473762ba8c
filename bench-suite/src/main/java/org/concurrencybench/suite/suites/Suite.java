package org.concurrencybench.suite.suites;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.driver.Seeds;
import org.concurrencybench.driver.os.Affinity;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.suite.process.ParentWatch;
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
 * A claim put to the test: the loads it needs, and one round of them as JMH runs it. The fork is
 * the load driver, the server is a process of its own, an iteration is a window.
 *
 * <pre>
 *   trial      start the server, and the slow backend if it is needed; warm it up
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
public abstract class Suite {

  /** The server: a concurrency model, or a model and a variation as {@code async+offload}. */
  @Param({"threaded", "async", "virtual"})
  public String model = "";

  /** How long and how thoroughly, as {@link Profile} says. */
  @Param("QUICK")
  public Profile profile = Profile.QUICK;

  /** The round's number. */
  @Param("1")
  public int round;

  /** 1, or more if windows of the round are repeated because they were invalid. */
  @Param("1")
  public int attempt;

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

  private List<Experiment> experiments = List.of();
  private int next;
  private @Nullable Stage stage;
  private @Nullable ReadyLoad ready;
  private @Nullable MeasuredWindow window;

  /** On the command line and in results. */
  public abstract String name();

  /** The sentence it puts to the test. */
  public abstract String claim();

  /** The loads of a profile, in the order of declaration. */
  public abstract List<Level> levels(Profile profile);

  /** The levels of this round, as they are written, joined by {@code +}. */
  abstract String level();

  /**
   * What is changed of a model's defaults, one contender each; none leaves the model out. Decided by
   * what the model is ({@link ServerProvider#traits}), not by its name: there may be others.
   */
  public List<Variation> variations(Profile profile, ServerProvider model) {
    return List.of(Variation.NONE);
  }

  /** Whether a contender takes part at a level. */
  public boolean measures(Contender contender, Level level) {
    return true;
  }

  /** Whether a run of that profile includes it if nobody asks for suites by name. */
  public boolean byDefault(Profile profile) {
    return true;
  }

  /** Whether other suites' loads may run on its servers, in profiles that save servers. */
  public boolean sharesServers() {
    return true;
  }

  /** How many CPUs its servers have, whatever the machine; empty for those of the layout. */
  public OptionalInt serverCpus() {
    return OptionalInt.empty();
  }

  /** Which CPUs its processes have, on a machine that is otherwise divided like that. */
  public final CpuLayout cpus(CpuLayout machine) {
    OptionalInt wanted = serverCpus();
    return wanted.isEmpty() ? machine : machine.withServerCpus(wanted.getAsInt());
  }

  /** The cell of results to which a window belongs that this suite runs. */
  public Cell cell(Experiment experiment, Contender contender) {
    return experiment.cell(contender);
  }

  /**
   * Who is compared in a profile when these models are.
   *
   * @throws IllegalArgumentException if there is no model of such a name
   */
  public final List<Contender> contenders(Profile profile, List<String> models) {
    return models.stream()
        .map(Models::named)
        .flatMap(model ->
            variations(profile, model).stream()
                .map(variation -> new Contender(model.model(), variation)))
        .toList();
  }

  /**
   * The level that is written as {@code text}.
   *
   * @throws IllegalArgumentException if there is none, quoting it
   */
  public Level parse(String text) {
    return Stream.of(Profile.values())
        .flatMap(profile -> levels(profile).stream())
        .filter(level -> level.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("suite " + name() + " has no level '" + text + "'"));
  }

  /** How the fork of a round is told of an experiment; {@link #experiments} reads it. */
  public String written(Experiment experiment) {
    return experiment.level().toString();
  }

  /** What {@link #level} means. */
  List<Experiment> experiments() {
    return split(level()).map(text -> new Experiment(this, parse(text))).toList();
  }

  static Stream<String> split(String levels) {
    return Arrays.stream(levels.split("\\+"));
  }

  /** Starts the server of this round and warms it up with every kind of request that will come. */
  @Setup(org.openjdk.jmh.annotations.Level.Trial)
  public void startServer() throws Exception {
    ParentWatch.startInFork();
    experiments = experiments();
    CpuLayout cpus =
        cpus(experiments, layout.isEmpty() ? CpuLayout.ofThisMachine() : CpuLayout.parse(layout));
    if (cpus.pinned()) {
      Affinity.pinThisProcess(cpus.driver());
    }
    stage =
        Stage.start(
            Contender.parse(model),
            experiments.getFirst().level().wire(),
            experiments.stream().anyMatch(experiment -> experiment.level().needsBackend()),
            cpus);
    List<Level> kinds = kinds();
    for (Level kind : kinds) {
      kind.warmUp(
          server(), profile, 1.0 / kinds.size(), Seeds.of(seed, round, "warm-up " + kind.kind()));
    }
  }

  /** Those that the suites of all experiments ask for; the machine's where they do not agree. */
  public static CpuLayout cpus(List<Experiment> experiments, CpuLayout machine) {
    List<CpuLayout> wanted =
        experiments.stream()
            .map(experiment -> experiment.suite().cpus(machine))
            .distinct()
            .toList();
    return wanted.size() == 1 ? wanted.getFirst() : machine;
  }

  /** One level for each kind of request. */
  private List<Level> kinds() {
    Map<String, Level> kinds = new LinkedHashMap<>();
    experiments.forEach(
        experiment -> kinds.putIfAbsent(experiment.level().kind(), experiment.level()));
    return new ArrayList<>(kinds.values());
  }

  /** Opens the connections of the next level and lets its load settle. */
  @Setup(org.openjdk.jmh.annotations.Level.Iteration)
  public void connect() throws Exception {
    ready = current().level().ready(server(), profile, seed(current()));
  }

  /** The window. */
  @Benchmark
  public MeasuredWindow window() throws Exception {
    MeasuredWindow measured = requireNonNull(ready).measure(profile.window());
    window = measured.with(measured.findings().with("seed", (double) seed(current())));
    return window;
  }

  /** Disconnects, and keeps what was measured. */
  @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
  public void record() throws Exception {
    Experiment measured = current();
    next++;
    ReadyLoad load = requireNonNull(ready);
    load.close();
    MeasuredWindow result = requireNonNull(window);
    WindowProfiler.hand(result);
    if (!record.isEmpty()) {
      Cell cell = cell(measured, Contender.parse(model));
      new RoundRecord(Path.of(record), round, attempt).add(cell.id(), result, load.probes());
    }
  }

  /** Stops the server. */
  @TearDown(org.openjdk.jmh.annotations.Level.Trial)
  public void stopServer() throws Exception {
    requireNonNull(stage).close();
  }

  /** Of a window: the same for all contenders, and if it is measured again. */
  private long seed(Experiment experiment) {
    return Seeds.of(seed, round, experiment.toString());
  }

  private Experiment current() {
    return experiments.get(next % experiments.size());
  }

  private ServerUnderLoad server() {
    return requireNonNull(stage).server();
  }
}
