package org.concurrencybench.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concurrencybench.report.judge.MachineJudge;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.CpuLayout;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.KernelSettings;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Limits;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.PlannedRound;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Source;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.run.VirtualThreadScheduler;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run that has one of everything: cells that were measured, that did not sustain, that
 * stayed invalid, that the machine refused, that never ran, a variant, a sensitivity cell, a chat,
 * memory. Its figures mean nothing.
 */
public final class SampleRun {

  public static final Instant START = Instant.parse("2026-07-31T14:25:01Z");

  private static final Cell THREADED = shortRequests("threaded", null, "open-5000/c100", 5_000);
  private static final Cell ASYNC = shortRequests("async", null, "open-5000/c100", 5_000);
  private static final Cell ASYNC_NATIVE =
      shortRequests("async", "native", "open-5000/c100", 5_000)
          .unranked()
          .withNote("Netty's own codecs: a sensitivity cell");
  private static final Cell VIRTUAL = shortRequests("virtual", null, "open-5000/c100", 5_000);
  private static final Cell THREADED_FAST =
      shortRequests("threaded", null, "open-20000/c100", 20_000);
  private static final Cell ASYNC_FAST = shortRequests("async", null, "open-20000/c100", 20_000);
  private static final Cell VIRTUAL_FAST =
      shortRequests("virtual", null, "open-20000/c100", 20_000);
  private static final Cell THREADED_CLOSED = closedLoop("threaded");
  private static final Cell ASYNC_CLOSED = closedLoop("async");
  private static final Cell VIRTUAL_CLOSED = closedLoop("virtual");
  private static final Cell THREADED_CROWD =
      crowd("threaded")
          .refusedBecause("30,000 threads do not fit: kernel.pid_max is 32,768 | shared");
  private static final Cell ASYNC_CROWD = crowd("async");
  private static final Cell THREADED_CHAT = chat("threaded", "direct");
  private static final Cell ASYNC_CHAT = chat("async", null);

  private SampleRun() {}

  public static Run begun() {
    return Run.started(
        "20260731-142501-quick",
        START,
        environment(),
        plan(),
        List.of(
            THREADED,
            ASYNC,
            ASYNC_NATIVE,
            VIRTUAL,
            THREADED_FAST,
            ASYNC_FAST,
            VIRTUAL_FAST,
            THREADED_CLOSED,
            ASYNC_CLOSED,
            VIRTUAL_CLOSED,
            THREADED_CROWD,
            ASYNC_CROWD,
            THREADED_CHAT,
            ASYNC_CHAT));
  }

  /** As it was when it was killed. */
  public static Run killed() {
    Run run = begun();
    for (int round = 1; round <= 3; round++) {
      run = run.withWindow(THREADED.id(), round, valid(THREADED, round, 60.0 + round, 4_998.5));
      run = run.withWindow(ASYNC.id(), round, valid(ASYNC, round, 35.25 + round / 8.0, 4_999.75));
      run = run.withWindow(ASYNC_NATIVE.id(), round, valid(ASYNC_NATIVE, round, 30.5, 5_000));
      run = run.withWindow(THREADED_FAST.id(), round, saturated(round, 11_250.5 + round));
    }
    run = run.withWindow(VIRTUAL.id(), 1, invalid(1, "stolen time: 12 % of the CPUs, \"steal\""));
    run = run.withWindow(VIRTUAL.id(), 1, valid(VIRTUAL, 1, 2, 41.5, 4_990.25));
    run = run.withWindow(VIRTUAL.id(), 2, valid(VIRTUAL, 2, 42.5, 5_003));
    run = run.withWindow(ASYNC_FAST.id(), 1, valid(ASYNC_FAST, 1, 33.75, 19_950));
    run = run.withWindow(ASYNC_FAST.id(), 2, saturated(2, 17_500));
    run = run.withWindow(VIRTUAL_FAST.id(), 1, invalid(1, "late driver | p99 of lateness 9 ms"));
    run = run.withWindow(VIRTUAL_FAST.id(), 1, Window.failed(2, 2, at(2), "the server died"));
    run = run.withWindow(ASYNC_CROWD.id(), 1, crowdWindow());
    run = run.withWindow(ASYNC_CHAT.id(), 1, chatWindow(1, 1.875));
    run =
        run.withWindow(
            THREADED_CLOSED.id(), 1, closed(new Peak(Peak.Limit.SERVER, null), 14_000.5));
    run =
        run.withWindow(
            ASYNC_CLOSED.id(), 1, closed(new Peak(Peak.Limit.DRIVER, 33_333.25), 25_000));
    run =
        run.withWindow(
            VIRTUAL_CLOSED.id(), 1, closed(new Peak(Peak.Limit.WAITING, 90_000.0), 9_000));
    return run.withWindow(THREADED_CHAT.id(), 1, chatWindow(1, 6.5));
  }

  public static Run ended() {
    return killed()
        .ended(START.plusSeconds(754))
        .withCalibration(calibration())
        .withMicro(handOff("VIRTUAL_THREADS", 412.75, 3.5, 0.41, 0.000_2))
        .withMicro(handOff("PLATFORM_THREADS", 5_021.125, 210.25, 4.75, 1.0))
        .withMicro(
            new MicroResult(
                "Codec.serve",
                Parameters.NONE.with("message", "HTTP_HELLO"),
                "avgt",
                1,
                1,
                181.5,
                null,
                "ns/op",
                null,
                null))
        .withClaims(
            List.of(
                new Claim(
                    "short-requests",
                    1,
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    Verdict.NOT_SHOWN,
                    "Not shown: \"Threads are enough.\" CPU utilisation: 79.1 % (95 % interval 77.6 % to 80.7 % over 3 rounds; at most 80 % was asked).",
                    List.of(utilisation()),
                    List.of(switches())),
                new Claim(
                    "crowd",
                    2,
                    "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                    Verdict.UNDECIDABLE,
                    "Undecidable here: \"Threads cost memory.\" Threaded was refused.",
                    List.of(memory()),
                    List.of())));
  }

  private static MicroResult handOff(
      String kind, double nanos, double error, double cpuMicros, double switches) {
    return new MicroResult(
        "HandOff.pingPong",
        Parameters.NONE.with("cpus", "1").with("kind", kind),
        "avgt",
        3,
        5,
        nanos,
        error,
        "ns/op",
        cpuMicros,
        switches);
  }

  private static Calibration calibration() {
    return new Calibration(
        List.of(
            new Calibration.Floor(
                "http",
                100,
                5_000,
                new LatencySummary(25_000, 61.5, 90.25, 180.75, 400.0, null, 900.5),
                new LatencySummary(25_000, 20.5, 30.0, 45.0, 120.0, null, 300.0))),
        List.of(
            new Calibration.Ceiling("http", 1, 12_000.5, 40.0, 0.5, 35.5),
            new Calibration.Ceiling("http", 100, 150_000.25, 6.5, 0.99, null)));
  }

  private static Comparison utilisation() {
    return new Comparison(
        "CPU utilisation of the threaded server",
        "serverUtilisation",
        "fraction",
        List.of(THREADED.id()),
        List.of(),
        Direction.AT_MOST,
        0.8,
        3,
        0.791_234,
        0.775_5,
        0.807_3,
        0.051,
        Verdict.NOT_SHOWN,
        null);
  }

  private static Comparison memory() {
    return new Comparison(
        "memory per connection, threaded over async",
        "bytesPerConnection",
        "",
        List.of(THREADED_CROWD.id()),
        List.of(ASYNC_CROWD.id()),
        Direction.AT_LEAST,
        4,
        0,
        null,
        null,
        null,
        null,
        Verdict.UNDECIDABLE,
        "threaded was refused: no room");
  }

  private static Beside switches() {
    return new Beside(
        "OS context switches per request",
        "switchesPerRequest",
        "",
        List.of(
            new Beside.Value(THREADED.id(), 3, 1.281_25, false),
            new Beside.Value(ASYNC.id(), 3, 1.5, true)));
  }

  private static Cell shortRequests(
      String model, @Nullable String variant, String level, long ratePerSecond) {
    return Cell.of(
        "short-requests",
        model,
        variant,
        "http",
        level,
        Parameters.NONE
            .with(Parameters.CONNECTIONS, 100)
            .with(Parameters.RATE_PER_SECOND, ratePerSecond)
            .with(Parameters.LOOP, "open")
            .with(Parameters.ARRIVALS, "poisson"));
  }

  private static Cell closedLoop(String model) {
    return Cell.of(
        "short-requests",
        model,
        null,
        "http",
        "closed/c100",
        Parameters.NONE.with(Parameters.CONNECTIONS, 100).with(Parameters.LOOP, "closed"));
  }

  private static Cell crowd(String model) {
    return Cell.of(
        "crowd",
        model,
        null,
        "tcp",
        "idle/c30000",
        Parameters.NONE.with(Parameters.CONNECTIONS, 30_000).with("idle", true));
  }

  private static Cell chat(String model, @Nullable String variant) {
    return Cell.of(
        "chat",
        model,
        variant,
        "tcp",
        "members-1000",
        Parameters.NONE.with(Parameters.MEMBERS, 1_000).with(Parameters.RATE_PER_SECOND, 2.5));
  }

  private static Window valid(Cell cell, int round, double cpuMicros, double requestsPerSecond) {
    return valid(cell, round, 1, cpuMicros, requestsPerSecond);
  }

  private static Window valid(
      Cell cell, int round, int attempt, double cpuMicros, double requestsPerSecond) {
    boolean virtual = cell.model().equals("virtual");
    LatencySummary response =
        new LatencySummary(
            50_000, 151.039 + round, 303.103, 1_180.223 + cpuMicros, 4_501.503, null, 9_003.007);
    return new Window(
        3,
        attempt,
        WindowStatus.VALID,
        List.of(),
        at(round),
        10,
        new Throughput(
            requestsPerSecond, cell.parameters().number("ratePerSecond"), 50_003, 50_001),
        Latency.of(
            response,
            new LatencySummary(50_000, 120.5, 250.25, 1_100.0, 4_400.0, null, 8_800.0),
            new LatencySummary(50_000, 26.047, 40.0, 310.0, 900.0, null, 1_500.0),
            new LatencySummary(100, 55.0, 90.5, null, null, null, 140.25)),
        null,
        new ServerCost(
            cpuMicros,
            0.305,
            1.25,
            0.03125,
            512.5,
            12.75,
            virtual ? 14 : 121,
            virtual ? 101L : 0L,
            virtual ? new VirtualThreadScheduler(1, 1, 1, 0, "2") : null),
        new DriverCost(20.125, 0.2, 1.5),
        new MachineNoise(0.004, 1.2, 1.21, 0.01, 2.5, 8.0, 6.5, 0.02),
        null,
        Map.of("timeout", 2L),
        Map.of(),
        "histograms/"
            + cell.id()
            + "/round-"
            + round
            + (attempt == 1 ? ".hlog" : "-attempt-" + attempt + ".hlog"),
        new WarmUp(61_250, round == 2 ? 20.25 : 4.5, round != 2));
  }

  private static Window saturated(int round, double requestsPerSecond) {
    return new Window(
        4,
        1,
        WindowStatus.SATURATED,
        List.of("the server answered less than it was sent"),
        at(round),
        10,
        new Throughput(requestsPerSecond, 20_000.0, 200_000, 112_505),
        Latency.of(
            new LatencySummary(
                112_505,
                2_100_000.0,
                4_000_000.0,
                4_900_000.0,
                4_990_000.0,
                4_999_000.0,
                5_000_191.0),
            null,
            new LatencySummary(200_000, 26.0, 41.0, 300.0, 800.0, 1_200.0, 1_900.5),
            null),
        null,
        new ServerCost(88.5, 0.999, 2.0, 0.5, 600.0, 55.5, 121, 0L, null),
        new DriverCost(19.0, 0.45, 2.0),
        MachineNoise.NOT_MEASURED,
        null,
        Map.of("timeout", 87_495L, "reset", 1L),
        Map.of(),
        null);
  }

  private static Window closed(Peak peak, double requestsPerSecond) {
    Window blank = Window.failed(5, 1, at(4), "to be replaced");
    return new Window(
        blank.order(),
        blank.attempt(),
        WindowStatus.VALID,
        List.of(),
        blank.startedAt(),
        10,
        new Throughput(requestsPerSecond, null, 100_000, 100_000, peak),
        blank.latency(),
        null,
        blank.server(),
        blank.driver(),
        blank.machine(),
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private static Window invalid(int attempt, String reason) {
    Window blank = Window.failed(1, attempt, at(attempt), reason);
    return new Window(
        blank.order(),
        blank.attempt(),
        blank.status(),
        List.of(reason, "speed drift: 18 % from the run's median"),
        blank.startedAt(),
        10,
        new Throughput(4_000, 5_000.0, 50_000, 40_000),
        blank.latency(),
        null,
        blank.server(),
        blank.driver(),
        new MachineNoise(0.12, 1.2, 1.45, 0.18, 45.0, null),
        null,
        Map.of(),
        Map.of(),
        null);
  }

  /** A window of which nothing else matters. */
  public static Window withMemory(Memory memory) {
    Window blank = Window.failed(1, 1, at(5), "to be replaced");
    return new Window(
        1,
        1,
        WindowStatus.VALID,
        List.of(),
        blank.startedAt(),
        10,
        Throughput.NONE,
        blank.latency(),
        null,
        blank.server(),
        blank.driver(),
        blank.machine(),
        memory,
        Map.of(),
        Map.of(),
        null);
  }

  private static Window crowdWindow() {
    Window blank = Window.failed(1, 1, at(5), "to be replaced");
    return new Window(
        1,
        1,
        WindowStatus.VALID,
        List.of(),
        blank.startedAt(),
        10,
        Throughput.NONE,
        blank.latency(),
        null,
        blank.server(),
        blank.driver(),
        blank.machine(),
        Memory.slope(
                new MemoryParts(100, 5_000_000, 60_000_000, 400_000, 14 * 16_384),
                new MemoryParts(30_000, 41_000_000, 61_000_000, 410_000, 14 * 16_384))
            .withKernelSockets(3_900.0, "slab caches"),
        Map.of(),
        Map.of("timeToConnectAllMillis", 1_834.5),
        null);
  }

  private static Window chatWindow(int attempt, double cpuMicrosPerDelivery) {
    Window blank = Window.failed(1, attempt, at(6), "to be replaced");
    return new Window(
        2,
        attempt,
        WindowStatus.VALID,
        List.of(),
        blank.startedAt(),
        10,
        new Throughput(2.5, 2.5, 25, 25),
        Latency.of(
            new LatencySummary(25_000, 4_000.5, 7_000.25, 9_900.125, 12_000.0, null, 12_345.343),
            null,
            new LatencySummary(25, 30.0, null, null, null, null, 44.031),
            null),
        new Deliveries(25, 25_000, 24_999, 1, 2_499.9, cpuMicrosPerDelivery),
        new ServerCost(cpuMicrosPerDelivery * 1_000, 0.02, 3.0, 0.0, 4_096.0, 0.0, 1_021, 0L, null),
        new DriverCost(900.0, 0.05, 0.25),
        blank.machine(),
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private static Instant at(int attempt) {
    return START.plusMillis(60_250L * attempt);
  }

  private static Environment environment() {
    return new Environment(
        new Machine("AMD EPYC 9R14", 2, 25_282_936_832L, "Debian GNU/Linux 13", "6.12.30", "kvm"),
        new Limits(20_000L, 193_024L, 32_768L, 32_768, 60_999, 65_530L),
        new KernelSettings(
            Map.of(
                "net.core.somaxconn", "4096",
                "net.ipv4.tcp_max_syn_backlog", "1024",
                "net.ipv4.tcp_rmem", "4096 131072 6291456",
                "net.ipv4.tcp_wmem", "4096 16384 4194304"),
            null,
            "madvise"),
        new Jdk("Eclipse Adoptium", "25.0.3+9-LTS", "OpenJDK 64-Bit Server VM", List.of()),
        Map.of("netty", "4.2.18.Final", "jmh", "1.37", "hdrhistogram", "2.2.2"),
        new Source("0123456789abcdef0123456789abcdef01234567", true, null),
        List.of("bench", "run", "--profile", "quick"),
        new CpuLayout(List.of(0), List.of(1), List.of(1), true, "loopback"),
        List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"),
        List.of("-Xmx1g"),
        MachineJudge.judge(check()));
  }

  private static MachineCheck check() {
    var times = new LatencySummary(3_000, 20.5, 30.0, 110.25, null, null, 12_000.5);
    return new MachineCheck(
        2,
        1,
        "server on CPU 0; driver, backend, launcher on CPU 1",
        false,
        "kvm",
        null,
        "tsc",
        "madvise",
        20L << 30,
        20_000L,
        19_800,
        19_000,
        4_096L,
        3,
        0.001,
        0.125,
        times,
        Map.of("0", 1.2, "1", 1.21),
        0.03,
        24.5,
        10,
        times,
        times,
        2.75,
        List.of());
  }

  private static Plan plan() {
    return new Plan(
        "quick",
        List.of("short-requests", "crowd", "chat"),
        List.of("threaded", "async", "virtual"),
        3,
        42,
        10,
        20,
        List.of(
            new PlannedRound(1, "short-requests", "async", List.of(ASYNC_FAST.id(), ASYNC.id())),
            new PlannedRound(
                1, "short-requests", "threaded", List.of(THREADED.id(), THREADED_FAST.id()))));
  }
}
