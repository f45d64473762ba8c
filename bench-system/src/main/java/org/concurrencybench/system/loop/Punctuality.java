package org.concurrencybench.system.loop;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.concurrencybench.system.os.RealTime;

/**
 * How the thread of a loop keeps its due times. Its sleep ends a while before something is due, and
 * it looks at the clock until then: a sleeping CPU takes some 50 us to come back, one that is awake
 * nothing. And it runs before all ordinary threads of its CPU ({@link RealTime}), so that a
 * compiler does not hold it up for the milliseconds of a time slice.
 *
 * <pre>
 *   previous request ──── sleep ────▶ awake, looks at the clock ─▶ due
 *                                    │◀── at most 100 us ────────▶│
 * </pre>
 *
 * <p>Both take time that others may need, so both are given up as the thread's own CPU fills: above
 * 85 % it stays awake for half as long, below 70 % for a little longer again; above 90 % it is an
 * ordinary thread. The time awake is no work, and {@link #awakeNanos} tells it apart.
 *
 * <p>Used by the thread of the loop, except {@link #awakeNanos}.
 */
final class Punctuality {

  /**
   * What is due sooner is awaited without sleep: arming the kernel's timer, going to sleep and
   * being woken takes about as much CPU as asking for bytes until then, and ends late by as long.
   */
  static final long SHORTEST_SLEEP_NANOS = 20_000;

  /** Covers the wake-up of an idle virtual CPU, 50 to 90 us where it was measured. */
  static final long LONGEST_AWAKE_NANOS = 100_000;

  /** How often the thread looks how busy it was. */
  static final long LOOK_NANOS = 20_000_000;

  private static final double NO_TIME_TO_SPARE = 0.85;
  private static final double TIME_TO_SPARE = 0.7;
  private static final double FULL = 0.9;
  private static final double GROWTH = 1.25;

  private final boolean wanted;
  private final LongSupplier threadCpuNanos;
  private final Predicate<Boolean> realTime;

  private long awakeBeforeNanos;
  private boolean isRealTime;
  private boolean mayBeRealTime = true;

  private boolean looked;
  private long lookedNanos;
  private long lookedCpuNanos;

  private boolean awake;
  private long awakeSinceNanos;

  /** Written by the loop's thread only. */
  private volatile long awakeNanos;

  private Punctuality(boolean wanted) {
    this(
        wanted,
        ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
        RealTime::setCurrentThread);
  }

  /**
   * For tests as well.
   *
   * @param wanted whether the thread keeps times at the price of its CPU
   * @param threadCpuNanos of the loop's thread; below zero if the JVM does not know
   * @param realTime makes it a real-time thread or an ordinary one; says whether it is so
   */
  Punctuality(boolean wanted, LongSupplier threadCpuNanos, Predicate<Boolean> realTime) {
    this.wanted = wanted;
    this.threadCpuNanos = threadCpuNanos;
    this.realTime = realTime;
    awakeBeforeNanos = wanted ? LONGEST_AWAKE_NANOS : 0;
  }

  /** Sleeps until something is due. */
  static Punctuality ordinary() {
    return new Punctuality(false);
  }

  /** Keeps times at the price of its CPU, where there is another for the server. */
  static Punctuality strict() {
    return new Punctuality(RealTime.leavesRoom());
  }

  /**
   * How long to sleep when something is due in {@code delayNanos}: 0 to stay awake. The answer
   * holds until {@link #cameRound}.
   */
  long sleepNanos(long nowNanos, long delayNanos) {
    if (delayNanos == Pacer.NEVER) {
      return delayNanos;
    }
    long sleep = delayNanos - awakeBeforeNanos;
    if (sleep >= SHORTEST_SLEEP_NANOS) {
      return sleep;
    }
    awake = delayNanos > 0;
    awakeSinceNanos = nowNanos;
    return 0;
  }

  /**
   * The loop looked for bytes.
   *
   * @param idle whether there were none
   */
  void cameRound(long nowNanos, boolean idle) {
    if (awake) {
      awake = false;
      if (idle) {
        // Longer than that, somebody else had the CPU.
        addAwake(Math.min(SHORTEST_SLEEP_NANOS, nowNanos - awakeSinceNanos));
      }
    }
    if (wanted && (!looked || nowNanos - lookedNanos >= LOOK_NANOS)) {
      look(nowNanos);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void addAwake(long nanos) {
    awakeNanos += nanos;
  }

  private void look(long nowNanos) {
    long cpu = threadCpuNanos.getAsLong();
    if (looked && cpu >= 0) {
      adapt((double) (cpu - lookedCpuNanos) / (nowNanos - lookedNanos));
    }
    looked = true;
    lookedNanos = nowNanos;
    lookedCpuNanos = cpu;
  }

  private void adapt(double busy) {
    if (busy > NO_TIME_TO_SPARE) {
      awakeBeforeNanos /= 2;
    } else if (busy < TIME_TO_SPARE) {
      // From nothing it could not grow.
      double longer = GROWTH * Math.max(awakeBeforeNanos, SHORTEST_SLEEP_NANOS);
      awakeBeforeNanos = Math.min(LONGEST_AWAKE_NANOS, (long) longer);
    }
    boolean should = busy <= (isRealTime ? FULL : NO_TIME_TO_SPARE);
    if (should != isRealTime && mayBeRealTime) {
      mayBeRealTime = realTime.test(should);
      isRealTime = mayBeRealTime && should;
    }
  }

  /** Time so far in which the thread was awake with nothing to do. By any thread. */
  long awakeNanos() {
    return awakeNanos;
  }
}
