package org.concurrencybench.system.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.TimerSlack;

/**
 * Threads that only sleep, one on each CPU, and how much longer each slept than it wanted to: the
 * idea of Gil Tene's jHiccup. What delays them delays any thread that has something to do: the
 * hypervisor, the kernel, other processes, and pauses of this JVM.
 */
public final class HiccupMeter implements AutoCloseable {

  /**
   * Inside a window: rare enough to take a thousandth of a CPU, often enough that a stillness of
   * ten times as long cannot be missed.
   */
  public static final Duration IN_A_WINDOW = Duration.ofMillis(5);

  /** On an idle machine, where it disturbs nobody. */
  public static final Duration IDLE = Duration.ofMillis(1);

  private static final int SIGNIFICANT_DIGITS = 3;

  private final List<FutureTask<Histogram>> sleepers = new ArrayList<>();
  private volatile boolean closed;

  private HiccupMeter() {}

  /** Begins to sleep on each of {@code cpus}, for {@code nap} at a time. */
  public static HiccupMeter start(CpuSet cpus, Duration nap) {
    var meter = new HiccupMeter();
    cpus.numbers()
        .forEach(cpu ->
            meter.sleepers.add(
                PinnedThreads.start(cpu, "hiccup", () -> meter.sleep(nap.toNanos()))));
    return meter;
  }

  private Histogram sleep(long napNanos) {
    // As the driver's pacing threads: the kernel's default would be 50 us late on purpose.
    TimerSlack.setCurrentThread(1);
    var overslept = new Histogram(SIGNIFICANT_DIGITS);
    do {
      long from = System.nanoTime();
      LockSupport.parkNanos(napNanos);
      overslept.recordValue(Math.max(0, System.nanoTime() - from - napNanos));
    } while (!closed);
    return overslept;
  }

  /** Ends it: nanoseconds overslept, of all CPUs together. */
  public Histogram stop() throws InterruptedException {
    closed = true;
    var all = new Histogram(SIGNIFICANT_DIGITS);
    for (FutureTask<Histogram> sleeper : sleepers) {
      all.add(PinnedThreads.result(sleeper));
    }
    return all;
  }

  /** Lets the threads end; what they saw is lost. */
  @Override
  public void close() {
    closed = true;
  }
}
