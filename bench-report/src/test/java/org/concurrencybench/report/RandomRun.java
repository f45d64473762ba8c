package org.concurrencybench.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * Runs as no driver would measure them: any text, any size, anything absent. The same seed makes
 * the same run.
 */
public final class RandomRun {

  private static final String CHARACTERS =
      "aZ9 /\\\"'|,;:=<>&%$#@.-_\n\r\t\u0001\u00e4\u4e16\u2028";

  private final RandomGenerator random;

  private RandomRun(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public static Run of(long seed) {
    return new RandomRun(seed).run();
  }

  private Run run() {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Cell cell : list(this::cell)) {
      cells.put(cell.id(), cell);
    }
    Run run = Run.started(text(), instant(), environment(), plan(), List.copyOf(cells.values()));
    for (Cell cell : cells.values()) {
      for (Window window : list(this::window)) {
        run = run.withWindow(cell.id(), 1 + random.nextInt(4), window);
      }
    }
    run = random.nextBoolean() ? run.ended(instant()) : run;
    run = random.nextBoolean() ? run.withCalibration(calibration()) : run;
    for (MicroResult result : list(this::micro)) {
      run = run.withMicro(result);
    }
    return run.withClaims(list(this::claim));
  }

  private MicroResult micro() {
    return new MicroResult(
        text(),
        Parameters.NONE.with(text(), text()),
        text(),
        count(),
        count(),
        number(),
        maybe(this::number),
        text(),
        maybe(this::number),
        maybe(this::number));
  }

  private Claim claim() {
    return new Claim(
        text(),
        count(),
        text(),
        any(Verdict.values()),
        text(),
        list(this::comparison),
        list(() ->
            new Beside(
                text(),
                text(),
                text(),
                list(() -> new Beside.Value(text(), count(), -number(), random.nextBoolean())))));
  }

  private Comparison comparison() {
    boolean interval = random.nextBoolean();
    return new Comparison(
        text(),
        text(),
        text(),
        list(this::text),
        list(this::text),
        any(Direction.values()),
        number(),
        count(),
        maybe(this::number),
        interval ? number() : null,
        interval ? number() : null,
        maybe(this::number),
        any(Verdict.values()),
        maybe(this::text));
  }

  private Calibration calibration() {
    return new Calibration(
        list(() -> new Calibration.Floor(text(), count(), number(), latency(), latency())),
        list(() ->
            new Calibration.Ceiling(
                text(),
                count(),
                number(),
                maybe(this::number),
                maybe(this::number),
                maybe(this::number))));
  }

  private Peak peak() {
    Peak.Limit limit = any(Peak.Limit.values());
    return new Peak(limit, limit == Peak.Limit.SERVER ? null : maybe(this::number));
  }

  private Environment environment() {
    return new Environment(
        new Machine(text(), count(), maybe(this::size), text(), text(), maybe(this::text)),
        new Limits(
            maybe(this::size),
            maybe(this::size),
            maybe(this::size),
            maybe(this::count),
            maybe(this::count),
            maybe(this::size)),
        new KernelSettings(map(this::text), maybe(this::text), maybe(this::text)),
        new Jdk(text(), text(), text(), maybe(() -> list(this::text))),
        map(this::text),
        new Source(maybe(this::text), maybe(random::nextBoolean), maybe(this::text)),
        list(this::text),
        new CpuLayout(
            list(this::count), list(this::count), list(this::count), random.nextBoolean(), text()),
        list(this::text),
        list(this::text));
  }

  private Plan plan() {
    return new Plan(
        text(),
        list(this::text),
        list(this::text),
        count(),
        random.nextLong(),
        number(),
        number(),
        list(() -> new PlannedRound(count(), text(), text(), list(this::text))));
  }

  private Cell cell() {
    Parameters parameters =
        Parameters.NONE
            .with(text(), random.nextLong())
            .with(text(), random.nextInt())
            .with(text(), -number())
            .with(text(), text())
            .with(text(), random.nextBoolean());
    Cell cell = Cell.of(text(), text(), maybe(this::text), text(), text(), parameters);
    cell = random.nextBoolean() ? cell : cell.unranked();
    cell = random.nextBoolean() ? cell : cell.withNote(text());
    return random.nextInt(4) > 0 ? cell : cell.refusedBecause(text());
  }

  private Window window() {
    WindowStatus status = any(WindowStatus.values());
    return new Window(
        count(),
        count(),
        status,
        status == WindowStatus.VALID ? List.of() : List.of(text(), text()),
        instant(),
        number(),
        new Throughput(number(), maybe(this::number), size(), size(), maybe(this::peak)),
        Latency.of(
            maybe(this::latency), maybe(this::latency), maybe(this::latency), maybe(this::latency)),
        maybe(() -> new Deliveries(size(), size(), size(), size(), number(), maybe(this::number))),
        new ServerCost(
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::count),
            maybe(this::size),
            maybe(() ->
                new VirtualThreadScheduler(count(), count(), count(), size(), maybe(this::text)))),
        new DriverCost(maybe(this::number), maybe(this::number), maybe(this::number)),
        new MachineNoise(
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number),
            maybe(this::number)),
        maybe(this::memory),
        map(this::size),
        map(() -> -number()),
        maybe(this::text));
  }

  private Memory memory() {
    MemoryParts few = parts(random.nextInt(100));
    if (random.nextBoolean()) {
      return Memory.of(few);
    }
    Memory slope = Memory.slope(few, parts(few.connections() + count()));
    return random.nextBoolean()
        ? slope
        : slope.withKernelSockets(maybe(() -> (double) random.nextInt(10_000)), text());
  }

  private MemoryParts parts(int connections) {
    return new MemoryParts(
        connections, random.nextInt(1 << 30), random.nextInt(1 << 30), count(), count());
  }

  private LatencySummary latency() {
    return new LatencySummary(
        size(),
        maybe(this::number),
        maybe(this::number),
        maybe(this::number),
        maybe(this::number),
        maybe(this::number),
        maybe(this::number));
  }

  private String text() {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  /** Not negative, of any size that a double can have. */
  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Double.MIN_VALUE;
      case 2 -> Double.MAX_VALUE;
      case 3 -> random.nextInt(100_000);
      case 4 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-60, 60));
      default -> random.nextDouble() * 10_000;
    };
  }

  private int count() {
    return 1 + random.nextInt(1_000_000);
  }

  private long size() {
    return random.nextLong() >>> random.nextInt(1, 64);
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(4) == 0 ? null : value.get();
  }

  private <T> List<T> list(Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }

  private <T> Map<String, T> map(Supplier<T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value.get());
    }
    return map;
  }
}
