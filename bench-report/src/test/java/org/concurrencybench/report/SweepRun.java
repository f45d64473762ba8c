package org.concurrencybench.report;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run whose loads differ in one number, over several rounds, with everything that a chart
 * or a comparison must show: whiskers, invalid rounds, loads that were not sustained, rates that
 * are no peaks, percentiles that are the driver's, a variant. Its figures mean nothing.
 */
public final class SweepRun {

  private static final int SAMPLES = 40_000;
  private static final double WINDOW_SECONDS = 5;
  private static final int CPU_MICROS = 40;

  private final RandomGenerator random;
  private final int rounds;
  private double handicap = 1;
  private double noise = 0.03;
  private double unitMicros = 1.2;
  private boolean sustained = true;
  private @Nullable RunDirectory directory;

  private SweepRun(long seed, int rounds) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.rounds = rounds;
  }

  public static SweepRun of(long seed, int rounds) {
    return new SweepRun(seed, rounds);
  }

  /** Every figure of {@code async} worse by that factor. */
  public SweepRun handicapped(double factor) {
    handicap = factor;
    return this;
  }

  /** Standard deviation of the logarithm of every figure. */
  public SweepRun noise(double logarithm) {
    noise = logarithm;
    return this;
  }

  /** What a unit of computation costs on the machine. */
  public SweepRun unitMicros(double micros) {
    unitMicros = micros;
    return this;
  }

  /** The fastest open loop is too much for {@code virtual}. */
  public SweepRun overloaded() {
    sustained = false;
    return this;
  }

  /** With interval logs, which are written there. */
  public SweepRun into(RunDirectory logs) {
    directory = logs;
    return this;
  }

  public Run run(String id, String jdk) {
    List<Cell> cells = cells();
    Run run = Run.started(id, SampleRun.START, environment(jdk), plan(), cells);
    for (Cell cell : cells) {
      for (int round = 1; round <= rounds; round++) {
        if (round == 2 && cell.model().equals("virtual") && number(cell, "connections") == 100) {
          run = run.withWindow(cell.id(), round, invalid(round));
        }
        run = run.withWindow(cell.id(), round, window(cell, round));
      }
    }
    return run.ended(SampleRun.START.plusSeconds(600)).withCalibration(calibration());
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String contender : List.of("threaded", "async", "async+native", "virtual")) {
      String[] parts = contender.split("\\+");
      for (int connections : new int[] {1, 10, 100, 1_000}) {
        cells.add(cell("short-requests", parts, "hello/closed/c" + connections, connections, 0));
      }
      for (int connections : new int[] {100, 500}) {
        cells.add(
            cell("short-requests", parts, "hello/open-5000/c" + connections, connections, 5_000));
      }
      if (parts.length == 1) {
        cells.add(cell("crowd", parts, "idle-10000", 10_000, 1_000));
      }
    }
    return cells;
  }

  private static Cell cell(
      String suite, String[] contender, String level, int connections, int ratePerSecond) {
    Parameters parameters =
        Parameters.NONE
            .with(Parameters.WORKLOAD, "hello")
            .with(Parameters.CONNECTIONS, connections);
    Cell cell =
        Cell.of(
            suite,
            contender[0],
            contender.length == 1 ? null : contender[1],
            "http",
            level,
            ratePerSecond == 0
                ? parameters.with(Parameters.LOOP, "closed")
                : parameters
                    .with(Parameters.LOOP, "open")
                    .with(Parameters.RATE_PER_SECOND, (double) ratePerSecond)
                    .with(Parameters.ARRIVALS, "poisson"));
    return contender.length == 1 ? cell : cell.unranked();
  }

  private static double number(Cell cell, String name) {
    Double value = cell.parameters().number(name);
    return value == null ? 0 : value;
  }

  private double cost(Cell cell) {
    double perModel =
        switch (cell.model()) {
          case "threaded" -> 1.3 + Math.log10(number(cell, "connections")) / 3;
          case "virtual" -> 1.15;
          default -> 1;
        };
    double batching = 1 / (1 + Math.log10(number(cell, "connections")));
    return CPU_MICROS * perModel * batching * worse(cell);
  }

  private double worse(Cell cell) {
    return cell.contender().equals("async") ? handicap : 1;
  }

  private double noisy(double value) {
    return value * Math.exp(noise * random.nextGaussian());
  }

  private Window window(Cell cell, int round) {
    boolean closed = "closed".equals(cell.parameters().text(Parameters.LOOP));
    double cpu = noisy(cost(cell));
    boolean overloaded =
        !sustained && cell.model().equals("virtual") && cell.level().endsWith("open-5000/c500");
    double rate = closed ? 1e6 / cpu : number(cell, Parameters.RATE_PER_SECOND);
    Histogram response = response(cell, cpu);
    LatencySummary times = LatencySummary.ofNanos(response);
    double late = cell.model().equals("async") ? 0.4 : 0.1;
    return new Window(
        1,
        1,
        overloaded ? WindowStatus.SATURATED : WindowStatus.VALID,
        overloaded ? List.of("the server answered less than it was sent") : List.of(),
        SampleRun.START.plusSeconds(20L * round),
        WINDOW_SECONDS,
        new Throughput(
            overloaded ? noisy(rate * 0.7) : noisy(rate),
            closed ? null : rate,
            SAMPLES,
            SAMPLES,
            closed ? peak(cell) : null),
        Latency.of(times, times, LatencySummary.ofNanos(scaled(response, late)), null),
        null,
        new ServerCost(
            cpu,
            closed ? 0.98 : 0.2,
            noisy(cost(cell) / 60),
            noisy(0.01),
            100.0,
            1.0,
            20,
            0L,
            null),
        new DriverCost(10.0, 0.4, 1.0),
        new MachineNoise(0.0, unitMicros, unitMicros * 1.01, 0.01, 1.0, 0.0),
        cell.suite().equals("crowd") ? memory(cell) : null,
        Map.of(),
        Map.of(),
        log(cell, round, response));
  }

  private static Peak peak(Cell cell) {
    if (number(cell, "connections") == 1) {
      return new Peak(Peak.Limit.WAITING, null);
    }
    boolean driver = cell.model().equals("async") && number(cell, "connections") == 1_000;
    return new Peak(driver ? Peak.Limit.DRIVER : Peak.Limit.SERVER, null);
  }

  private Memory memory(Cell cell) {
    double each = cell.model().equals("threaded") ? 90_000 : 3_500;
    return Memory.slope(
        new MemoryParts(2_000, 5_000_000, 0, 0, 0, 0L),
        new MemoryParts(
            10_000, 5_000_000 + Math.round(8_000 * noisy(each * worse(cell))), 0, 0, 0, 0L));
  }

  private static Window invalid(int round) {
    return new Window(
        1,
        1,
        WindowStatus.INVALID,
        List.of("stolen time: 12 % of the CPUs"),
        SampleRun.START.plusSeconds(20L * round),
        WINDOW_SECONDS,
        new Throughput(3_000, null, SAMPLES, SAMPLES),
        Latency.NOT_MEASURED,
        null,
        new ServerCost(CPU_MICROS * 1.5, 0.9, 1.0, 0.1, null, null, null, null, null),
        DriverCost.NOT_MEASURED,
        MachineNoise.NOT_MEASURED,
        null,
        Map.of(),
        Map.of(),
        null);
  }

  private Histogram response(Cell cell, double cpuMicros) {
    Histogram response = new Histogram(3);
    int different = 200;
    for (int i = 1; i <= different; i++) {
      double part = (i - 0.5) / different;
      double tail = 1 + Math.pow(-Math.log1p(-part), 2) * (cell.model().equals("threaded") ? 3 : 1);
      response.recordValueWithCount(Math.round(cpuMicros * 3_000 * tail), SAMPLES / different);
    }
    return response;
  }

  private static Histogram scaled(Histogram histogram, double factor) {
    Histogram scaled = new Histogram(3);
    histogram
        .recordedValues()
        .forEach(value ->
            scaled.recordValueWithCount(
                Math.round(value.getValueIteratedTo() * factor),
                value.getCountAddedInThisIterationStep()));
    return scaled;
  }

  private @Nullable String log(Cell cell, int round, Histogram response) {
    RunDirectory into = directory;
    if (into == null) {
      return null;
    }
    Path file = into.histogram(cell.id(), round, 1);
    response.setTag("response");
    long start = SampleRun.START.plusSeconds(20L * round).toEpochMilli();
    response.setStartTimeStamp(start);
    response.setEndTimeStamp(start + 1_000);
    try {
      HistogramLogWriter writer = new HistogramLogWriter(file.toFile());
      writer.outputLogFormatVersion();
      writer.outputLegend();
      writer.outputIntervalHistogram(response);
      writer.close();
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
    return into.relative(file);
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
            new Calibration.Ceiling("http", 1, 28_000.5, 40.0, 0.5, 35.5),
            new Calibration.Ceiling("http", 100, 150_000.25, 6.5, 0.99, null),
            new Calibration.Ceiling("http", 1_000, 140_000, 6.9, 0.99, null)));
  }

  private Plan plan() {
    return new Plan(
        "quick",
        List.of("short-requests", "crowd"),
        List.of("threaded", "async", "virtual"),
        rounds,
        42,
        WINDOW_SECONDS,
        20,
        List.of());
  }

  private static Environment environment(String jdk) {
    Environment known = SampleRun.begun().environment();
    return new Environment(
        known.machine(),
        known.limits(),
        known.kernel(),
        new Jdk("Eclipse Adoptium", jdk, "OpenJDK 64-Bit Server VM", null),
        known.libraries(),
        known.source(),
        known.commandLine(),
        known.layout(),
        known.serverFlags(),
        known.driverFlags());
  }
}
