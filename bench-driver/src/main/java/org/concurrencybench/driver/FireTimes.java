package org.concurrencybench.driver;

import java.util.SplittableRandom;

/**
 * When requests become due: nanoseconds from the start of the window, one call a request, never
 * decreasing, without end. Knows no clock and no server. Used by one thread.
 */
@FunctionalInterface
interface FireTimes {

  /** When the next request is due. */
  long nextNanos();

  /**
   * The share of one worker. All workers together make the rate: independent Poisson processes add
   * up to one of the sum of their rates; metronomes are staggered.
   *
   * @param worker from 0 to {@code workers - 1}
   */
  static FireTimes of(Loop.Open loop, int worker, int workers, long seed) {
    return switch (loop.arrivals()) {
      case POISSON ->
          new Poisson(
              loop.ratePerSecond() / workers, new SplittableRandom(seed).nextLong() + worker);
      case CONSTANT -> new Constant(loop.ratePerSecond(), worker, workers);
    };
  }

  /** Exponential gaps by inversion: {@code -ln(1 - u) / rate}. */
  final class Poisson implements FireTimes {

    private final double meanGapNanos;
    private final SplittableRandom random;

    /** The sum stays a double: rounding each gap to a nanosecond would bias the rate. */
    private double timeNanos;

    Poisson(double ratePerSecond, long seed) {
      meanGapNanos = 1e9 / ratePerSecond;
      random = new SplittableRandom(seed);
    }

    @Override
    public long nextNanos() {
      timeNanos -= Math.log1p(-random.nextDouble()) * meanGapNanos;
      return (long) timeNanos;
    }
  }

  /** Every n-th tick of one metronome, by multiplication, so that no error adds up. */
  final class Constant implements FireTimes {

    private final double gapNanos;
    private final int step;
    private long tick;

    Constant(double ratePerSecond, int worker, int workers) {
      gapNanos = 1e9 / ratePerSecond;
      step = workers;
      tick = worker;
    }

    @Override
    public long nextNanos() {
      long time = (long) (tick * gapNanos);
      tick += step;
      return time;
    }
  }
}
