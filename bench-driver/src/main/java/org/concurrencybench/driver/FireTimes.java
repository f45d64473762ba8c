package org.concurrencybench.driver;

import java.time.Duration;
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

  /**
   * The share of one worker in a window of that length. Poisson arrivals of which it is known how
   * many there are: as many as the rate makes on average, at least one. Few events are then as many
   * in every window; when they come, and in which bunches, is left to chance as before.
   */
  static FireTimes counted(Loop.Open loop, Duration duration, int worker, int workers, long seed) {
    return switch (loop.arrivals()) {
      case POISSON -> {
        long all = Math.max(1, Math.round(loop.ratePerSecond() * duration.toNanos() / 1e9));
        yield new Counted(
            all / workers + (worker < all % workers ? 1 : 0),
            duration,
            new SplittableRandom(seed).nextLong() + worker);
      }
      case CONSTANT -> of(loop, worker, workers, seed);
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

  /**
   * A Poisson process given its number of events: these are independent and uniform over the window
   * (S. M. Ross, "Introduction to Probability Models", section 5.3). Drawn in order: the first of n
   * in what is left of the window leaves the n-th root of a uniform number of it.
   */
  final class Counted implements FireTimes {

    private final long durationNanos;
    private final SplittableRandom random;
    private long left;
    private double timeNanos;

    Counted(long count, Duration duration, long seed) {
      left = count;
      durationNanos = duration.toNanos();
      random = new SplittableRandom(seed);
    }

    /** When all have been, the end of the window, which is outside of it. */
    @Override
    public long nextNanos() {
      if (left == 0) {
        return durationNanos;
      }
      timeNanos -=
          (durationNanos - timeNanos) * Math.expm1(Math.log1p(-random.nextDouble()) / left);
      left--;
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
