package org.concurrencybench.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run with everything that a full profile has: every kind of sweep, variants, rates
 * beyond what a server sustains, invalid rounds. Its figures mean nothing.
 */
final class WideRun {

  private static final List<String> MODELS = List.of("threaded", "async", "virtual");

  private final int rounds;
  private final int seconds;
  private final RandomGenerator random;
  private final List<Cell> cells = new ArrayList<>();

  private WideRun(int rounds, int seconds) {
    this.rounds = rounds;
    this.seconds = seconds;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
  }

  /** That many rounds of windows of that many seconds. */
  static Run of(int rounds, int seconds) {
    return new WideRun(rounds, seconds).run();
  }

  private Run run() {
    shortRequests();
    crowd();
    switching();
    chat();
    rates();
    compute();
    waits();
    Run sample = SampleRun.ended();
    Plan plan =
        new Plan(
            "full",
            cells.stream().map(Cell::suite).distinct().toList(),
            MODELS,
            rounds,
            42,
            seconds,
            30,
            List.of());
    Run run =
        Run.started(
                "20260801-081500-full",
                SampleRun.START,
                sample.environment(),
                plan,
                List.copyOf(cells))
            .withCalibration(calibration())
            .withClaims(sample.claims());
    for (Cell cell : cells) {
      for (int round = 1; round <= rounds; round++) {
        for (Window window : windows(cell, round)) {
          run = run.withWindow(cell.id(), round, window);
        }
      }
    }
    return run.ended(SampleRun.START.plusSeconds(7_200));
  }

  private static Calibration calibration() {
    LatencySummary response = new LatencySummary(50_000, 52.0, 70.0, 120.0, 300.0, 700.0, 1_500.0);
    LatencySummary lateness = new LatencySummary(50_000, 20.0, 28.0, 44.0, 90.0, 200.0, 400.0);
    return new Calibration(
        List.of(new Calibration.Floor("http", 100, 5_000, response, lateness)),
        List.of(
            new Calibration.Ceiling("http", 1, 15_000, 40.0, 0.5, 20.0),
            new Calibration.Ceiling("http", 100, 210_000, 6.5, 0.99, 4.0),
            new Calibration.Ceiling("http", 1_000, 180_000, 7.0, 0.99, 4.0)));
  }

  private void shortRequests() {
    for (int connections : new int[] {1, 100, 500, 1_000}) {
      for (String kind : List.of("http/hello", "ws/echo-64", "tcp/echo-64")) {
        add("short-requests", null, kind, "closed/c" + connections, load(kind, connections, 0));
      }
    }
    for (int connections : new int[] {100, 500}) {
      add(
          "short-requests",
          null,
          "http/hello",
          "open-5000/c" + connections,
          load("http/hello", connections, 5_000));
    }
  }

  private void crowd() {
    for (int idle : new int[] {100, 1_000, 5_000, 10_000, 19_000}) {
      add("crowd", null, "http/", "idle-" + idle, load("http/hello", idle, 1_000));
    }
  }

  private void switching() {
    for (int connections : new int[] {10, 30, 100, 300, 1_000}) {
      add(
          "switching",
          null,
          "http/hello",
          "open-5000/c" + connections,
          load("http/hello", connections, 5_000));
    }
  }

  private void chat() {
    for (int members : new int[] {10, 100, 1_000}) {
      Parameters load =
          load("tcp/chat", 1_000, 20_000.0 / members).with(Parameters.MEMBERS, members);
      String level = "c1000/members-" + members + "/deliveries-20000";
      add("chat", null, "tcp/", level, load);
      cells.add(Cell.of("chat", "threaded", "direct", "tcp", level, load));
      cells.add(Cell.of("chat", "virtual", "direct", "tcp", level, load));
    }
  }

  private void rates() {
    for (int rate : new int[] {1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000}) {
      add("knee", null, "http/hello", "open-" + rate + "/c100", load("http/hello", 100, rate));
    }
  }

  private void compute() {
    for (int percent : new int[] {1, 10}) {
      for (int units : new int[] {800, 8_000}) {
        Parameters load =
            load("tcp/compute", 100, 500)
                .with(Parameters.COMPUTE_UNITS, units)
                .with("computeShare", percent / 100.0);
        String level = "open-500/c100/compute-" + percent + "pct-" + units;
        add("compute", null, "tcp/", level, load);
        cells.add(Cell.of("compute", "async", "offload", "tcp", level, load));
      }
    }
  }

  private void waits() {
    for (int wait : new int[] {10, 100, 1_000}) {
      for (int connections : new int[] {500, 2_000, 9_000}) {
        Parameters load =
            load("http/backend", connections, connections * 200.0 / wait)
                .with(Parameters.WAIT_MILLIS, wait);
        add("slow-backend", null, "http/", "backend-" + wait + "ms/open/c" + connections, load);
      }
    }
  }

  private static Parameters load(String kind, int connections, double rate) {
    Parameters load =
        Parameters.NONE
            .with(Parameters.WORKLOAD, kind.substring(kind.indexOf('/') + 1))
            .with(Parameters.CONNECTIONS, connections);
    return rate == 0
        ? load.with(Parameters.LOOP, "closed")
        : load.with(Parameters.LOOP, "open")
            .with(Parameters.RATE_PER_SECOND, rate)
            .with(Parameters.ARRIVALS, "poisson");
  }

  private void add(
      String suite, @Nullable String variant, String kind, String level, Parameters load) {
    String protocol = kind.substring(0, kind.indexOf('/'));
    String name = kind.endsWith("/") ? level : kind.substring(kind.indexOf('/') + 1) + "/" + level;
    for (String model : MODELS) {
      cells.add(Cell.of(suite, model, variant, protocol, name, load));
    }
  }

  private List<Window> windows(Cell cell, int round) {
    List<Window> windows = new ArrayList<>();
    boolean spoiled = random.nextInt(40) == 0;
    if (spoiled) {
      windows.add(window(cell, round, 1, WindowStatus.INVALID));
    }
    if (!spoiled || random.nextBoolean()) {
      Double rate = cell.parameters().number(Parameters.RATE_PER_SECOND);
      double most = cell.model().equals("threaded") ? 19_000 : 41_000;
      boolean saturated = cell.suite().equals("knee") && rate != null && rate > most;
      windows.add(
          window(
              cell,
              round,
              spoiled ? 2 : 1,
              saturated ? WindowStatus.SATURATED : WindowStatus.VALID));
    }
    return windows;
  }

  private Window window(Cell cell, int round, int attempt, WindowStatus status) {
    double connections = cell.parameters().number(Parameters.CONNECTIONS);
    Double rate = cell.parameters().number(Parameters.RATE_PER_SECOND);
    double slow = cell.model().equals("threaded") ? 1 + Math.log10(connections) / 4 : 1;
    double cpu = noisy((cell.model().equals("virtual") ? 11 : 9) * slow);
    double reached = rate == null ? 1e6 / cpu : status == WindowStatus.SATURATED ? 18_000 : rate;
    double p50 = noisy(120 + connections * (rate == null ? 8 : 0.05));
    double busy = Math.min(0.999, reached * cpu / 1e6);
    double tail = p50 * (2 + 6 * busy);
    LatencySummary response =
        new LatencySummary(
            Math.round(reached * seconds), p50, p50 * 1.6, tail, tail * 2, null, tail * 5);
    boolean http = cell.protocol().equals("http");
    LatencySummary lateness =
        new LatencySummary(
            Math.round(reached * seconds), 22.0, 30.0, http ? 60.0 : 900.0, 200.0, null, 900.0);
    boolean chat = cell.parameters().number(Parameters.MEMBERS) != null;
    return new Window(
        1,
        attempt,
        status,
        status == WindowStatus.VALID ? List.of() : List.of("as the player wanted it"),
        // The same moment in all rounds: they share their logs.
        SampleRun.START,
        seconds,
        new Throughput(noisy(reached), rate, Math.round(reached * seconds), 1_000),
        Latency.of(response, response, lateness, null),
        chat
            ? new Deliveries(
                1_000, 200_000, 200_000, 0, noisy(20_000), noisy(cpu / 4 * variant(cell)))
            : null,
        new ServerCost(
            cpu,
            busy,
            noisy(cell.model().equals("async") ? 0.4 : 1.1),
            0.01,
            400.0,
            3.0,
            cell.model().equals("threaded") ? (int) connections + 14 : 15,
            0L,
            null),
        new DriverCost(8.0, 0.4, 1.0),
        new MachineNoise(0.002, 1.2, 1.2, 0.01, 2.0, 1.0),
        cell.suite().equals("crowd") ? memory(cell, (int) connections) : null,
        Map.of(),
        Map.of(),
        "histograms/%s/round-%s%s.hlog"
            .formatted(cell.id(), round, attempt == 1 ? "" : "-attempt-" + attempt));
  }

  private static double variant(Cell cell) {
    return cell.variant() == null ? 1 : 1.3;
  }

  private Memory memory(Cell cell, int connections) {
    long each = cell.model().equals("threaded") ? 48_000 : 4_800;
    long total = Math.round(noisy((double) each * connections));
    return Memory.slope(
        new MemoryParts(
            connections / 5,
            5_000_000 + total / 5,
            60_000_000,
            400_000,
            200_000,
            3_900L * connections / 5),
        new MemoryParts(
            connections, 5_000_000 + total, 60_000_000, 400_000, 200_000, 3_900L * connections));
  }

  private double noisy(double value) {
    return value * Math.exp(0.04 * random.nextGaussian());
  }
}
