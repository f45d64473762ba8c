package org.concurrencybench.system.machine;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long the kernel takes for what a server asks of it most: passing a byte to and fro between
 * two threads that block on it, once over a loopback connection and once over two pipes.
 *
 * <p>Requests cost CPU mostly in the kernel, and a neighbour who evicts the caches or floods the
 * hypervisor slows it down while a loop of arithmetic, {@link UnitSpeed}, feels nothing.
 *
 * <p>Both threads run on one CPU, so that each write ends in a switch of threads and none in waking
 * an idle CPU, which takes from ten microseconds to milliseconds and depends on everything else.
 * The median of some hundred round trips leaves out those in which another process had the CPU.
 *
 * @param loopbackMicros median round trip over loopback: two sends, two receives, two switches
 * @param switchMicros median round trip over pipes: two writes, two reads, two switches
 */
public record KernelPath(double loopbackMicros, double switchMicros) {

  /** Bracketing a window, for both ways together. */
  public static final Duration BRACKET = Duration.ofMillis(20);

  /** Long enough for the compiler to have compiled the loops, on a CPU that it shares with them. */
  private static final Duration WARM_UP = Duration.ofMillis(300);

  private static final int WAYS = 2;
  private static final int MEDIAN = 50;
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * Runs until the JIT has compiled what {@link #of} runs: to be called once in a JVM, before the
   * first measurement.
   */
  public static void warmUp(int cpu) throws IOException, InterruptedException {
    of(cpu, WARM_UP);
  }

  /**
   * On that CPU, for that long together.
   *
   * @throws IOException if no connection over loopback and no pipe can be opened
   */
  public static KernelPath of(int cpu, Duration time) throws IOException, InterruptedException {
    Duration each = time.dividedBy(WAYS);
    return new KernelPath(
        median(RoundTrips.overLoopback(cpu, cpu, each)), median(RoundTrips.onOneCpu(cpu, each)));
  }

  private static double median(Histogram nanos) {
    return nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_MICRO;
  }

  /** Both together, in microseconds. */
  public double micros() {
    return loopbackMicros + switchMicros;
  }
}
