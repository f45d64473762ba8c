package org.concurrencybench.system.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.system.os.CpuSet;

/**
 * How long a unit of computation takes on each of some CPUs, computed on all of them at once for
 * some milliseconds.
 *
 * <p>At once, because under load all are busy: hyperthreads of one core share it, and the clock
 * rate falls with the number of busy cores. One after the other would measure a machine that no
 * window sees.
 *
 * <p>The figure of a CPU is the median of pieces of {@value #UNITS} units, about twelve
 * microseconds each. The minimum would be that of the best moment and hide a neighbour on the same
 * core who comes and goes; the mean would count the pieces in which the thread was off its CPU,
 * which is stolen time, a hiccup or another process, and counted as that.
 *
 * @param microsByCpu median microseconds of a unit, by the CPU's number
 */
public record UnitSpeed(Map<Integer, Double> microsByCpu) {

  /** Bracketing a window: long enough for a thousand pieces, short beside a window. */
  public static final Duration BRACKET = Duration.ofMillis(20);

  /** Long enough for the compiler to have compiled the loop, on a CPU that it shares with it. */
  private static final Duration WARM_UP = Duration.ofMillis(150);

  private static final int UNITS = 10;
  private static final double NANOS_PER_MICRO = 1e3;

  /** Takes a copy. */
  public UnitSpeed {
    microsByCpu = new TreeMap<>(microsByCpu);
  }

  /**
   * Computes until the JIT has compiled what {@link #of} runs: to be called once in a JVM, before
   * the first measurement, which would otherwise be the interpreter's.
   */
  public static void warmUp(CpuSet cpus) throws InterruptedException {
    of(cpus, WARM_UP);
  }

  /** Computes on all of {@code cpus} at once, for that long. */
  public static UnitSpeed of(CpuSet cpus, Duration time) throws InterruptedException {
    var together = new CyclicBarrier(cpus.size());
    Map<Integer, FutureTask<Double>> running = new TreeMap<>();
    cpus.numbers()
        .forEach(cpu ->
            running.put(
                cpu,
                PinnedThreads.start(
                    cpu,
                    "unit-speed",
                    () -> {
                      together.await();
                      return medianMicros(time.toNanos());
                    })));
    Map<Integer, Double> micros = new TreeMap<>();
    for (Map.Entry<Integer, FutureTask<Double>> cpu : running.entrySet()) {
      micros.put(cpu.getKey(), PinnedThreads.result(cpu.getValue()));
    }
    return new UnitSpeed(micros);
  }

  private static double medianMicros(long timeNanos) {
    List<Long> pieces = new ArrayList<>();
    long value = 1;
    long start = System.nanoTime();
    long from = start;
    while (from - start < timeNanos) {
      // Each begins where the last ended: a compiler cannot leave any of them out.
      value = Computation.of(UNITS, value);
      long until = System.nanoTime();
      pieces.add(until - from);
      from = until;
    }
    if (value == 0) {
      throw new IllegalStateException("a computation from 1 cannot come to 0: it has an inverse");
    }
    long[] sorted = pieces.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / NANOS_PER_MICRO / UNITS;
  }

  /** That of the slowest CPU, which is the one that work waits for. */
  public double slowestMicros() {
    return microsByCpu.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
