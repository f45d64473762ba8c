package org.concurrencybench.suite.window;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.judge.Compiling;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.suite.process.ServerUse;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.StealMeter;
import org.jspecify.annotations.Nullable;

/**
 * What the measured interval of a window cost both sides, and how quiet the machine was.
 *
 * @param server what the server spent
 * @param driver what the driver spent
 * @param machine how quiet it was
 * @param compiling what the server's JIT took; null if that is not known
 */
public record WindowCosts(
    ServerCost server, DriverCost driver, MachineNoise machine, @Nullable Compiling compiling) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Of a server that nobody looked at, on a machine that nobody watched. */
  public static WindowCosts ofDriver(DriverCost driver) {
    return new WindowCosts(ServerCost.NOT_MEASURED, driver, MachineNoise.NOT_MEASURED, null);
  }

  /**
   * By the counters of a window. Those that would be of another interval than the measured one are
   * not known.
   */
  static WindowCosts of(
      Counters counters,
      WindowResult result,
      CpuLayout layout,
      @Nullable Surroundings surroundings) {
    return counters.countTheInterval()
        ? new Counted(counters.began(), counters.ended(), layout).costs(result, surroundings)
        : new WindowCosts(
            ServerCost.NOT_MEASURED,
            new DriverCost(null, null, result.longestStallNanos() / NANOS_PER_MILLI),
            around(surroundings, Within.NOTHING),
            null);
  }

  /** What was measured around the window, and in it. */
  private static MachineNoise around(@Nullable Surroundings surroundings, Within within) {
    return new MachineNoise(
        within.stolenFraction(),
        surroundings == null ? null : surroundings.before().units().slowestMicros(),
        surroundings == null ? null : surroundings.after().units().slowestMicros(),
        null,
        surroundings == null ? null : surroundings.longestHiccupNanos() / NANOS_PER_MILLI,
        within.compilationMillis(),
        within.compilerCpuMillis(),
        within.foreignFraction(),
        surroundings == null ? null : surroundings.before().kernelPathMicros(),
        surroundings == null ? null : surroundings.after().kernelPathMicros(),
        null,
        within.throttledMillis());
  }

  /** Of the noise, what is counted in the measured interval. */
  private record Within(
      @Nullable Double stolenFraction,
      @Nullable Double compilationMillis,
      @Nullable Double compilerCpuMillis,
      @Nullable Double foreignFraction,
      @Nullable Double throttledMillis) {

    static final Within NOTHING = new Within(null, null, null, null, null);
  }

  /** Between two moments. */
  private record Counted(CounterReading began, CounterReading ended, CpuLayout layout) {

    WindowCosts costs(WindowResult result, @Nullable Surroundings surroundings) {
      return new WindowCosts(
          ServerCosts.between(began, ended, result.requestsPerSecond(), layout.server()),
          ended.driver().since(began.driver(), layout.driver().size(), result),
          around(surroundings, within()),
          compiling());
    }

    private Within within() {
      Long compiled = use().compilationMillis();
      OptionalLong compilers = compilerCpuNanos();
      OptionalDouble foreign = ForeignWork.fraction(began, ended, layout);
      return new Within(
          stolenFraction(),
          compiled == null ? null : (double) compiled,
          compilers.isPresent() ? compilers.getAsLong() / NANOS_PER_MILLI : null,
          foreign.isPresent() ? foreign.getAsDouble() : null,
          throttledMillis());
    }

    /** Null where no quota could stop the group. */
    private @Nullable Double throttledMillis() {
      OptionalLong before = began.throttledNanos();
      OptionalLong after = ended.throttledNanos();
      return before.isPresent() && after.isPresent()
          ? Math.max(0, after.getAsLong() - before.getAsLong()) / NANOS_PER_MILLI
          : null;
    }

    /** Of the side that lost more: the other's quiet does not help it. */
    private @Nullable Double stolenFraction() {
      Optional<StealMeter> before = began.machine();
      Optional<StealMeter> after = ended.machine();
      if (before.isEmpty() || after.isEmpty()) {
        return null;
      }
      return Stream.of(layout.server(), layout.driver())
          .map(cpus -> after.get().stolenFraction(before.get(), cpus))
          .filter(OptionalDouble::isPresent)
          .map(OptionalDouble::getAsDouble)
          .max(Double::compare)
          .orElse(null);
    }

    /** Of the server. */
    private ServerUse use() {
      return ServerUse.between(began.server(), ended.server());
    }

    private OptionalLong compilerCpuNanos() {
      return began.compilers().isPresent() && ended.compilers().isPresent()
          ? OptionalLong.of(ended.compilers().getAsLong() - began.compilers().getAsLong())
          : OptionalLong.empty();
    }

    /** What the JVM itself says stands in where the threads cannot be told. */
    private @Nullable Compiling compiling() {
      double nanos = ended.nanos() - began.nanos();
      ServerUse use = use();
      OptionalLong compilers = compilerCpuNanos();
      if (compilers.isPresent()) {
        return new Compiling(compilers.getAsLong() / nanos, use.cpuNanos() / nanos);
      }
      Long millis = use.compilationMillis();
      return millis == null
          ? null
          : new Compiling(millis * NANOS_PER_MILLI / nanos, use.cpuNanos() / nanos);
    }
  }
}
