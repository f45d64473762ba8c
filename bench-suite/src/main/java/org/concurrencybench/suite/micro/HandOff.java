package org.concurrencybench.suite.micro;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to hand a turn to somebody who waits for it: the price of every reply from a
 * backend, every message to another member, every request to a thread that sleeps.
 *
 * <pre>
 *   side 0 ──▶ side 1 ──▶ side 0 ──▶ ...       one arrow is one operation
 * </pre>
 *
 * <p>Threads park and unpark each other, which is what every lock and queue of the JDK comes down
 * to; nobody spins. Tasks of a loop submit each other.
 *
 * <pre>
 * java -cp $CP org.openjdk.jmh.Main micro.HandOff -prof org.concurrencybench.suite.micro.CostProfiler
 * </pre>
 *
 * <p>Expect platform threads to pay for the kernel: about one OS switch for each hand-off, and on
 * more than one CPU also the time until an idle CPU wakes up. Virtual threads on one carrier
 * exchange the same turn without the kernel; on more carriers the woken one may be taken by an idle
 * carrier, and then the kernel is back. Two tasks of one loop are two entries of a queue: no switch
 * at all. Two loops pay as platform threads do, since that is what they are.
 */
@State(Scope.Benchmark)
public class HandOff extends MicroBenchmark {

  private static final int HAND_OFFS = 10_000;

  /** Who hands over to whom. */
  @Param public Kind kind = Kind.PLATFORM_THREADS;

  private Sides sides;

  /** Two sides, waiting. */
  @Setup(Level.Trial)
  public void start(Cpus cpus) {
    sides =
        switch (kind) {
          case PLATFORM_THREADS, VIRTUAL_THREADS -> new ThreadSides(kind.threads());
          case ONE_LOOP -> LoopSides.ofOneLoop();
          case TWO_LOOPS -> LoopSides.ofTwoLoops();
        };
  }

  /** To and fro; the benchmark's own thread sleeps meanwhile. */
  @Benchmark
  @OperationsPerInvocation(HAND_OFFS)
  public void pingPong() throws InterruptedException {
    sides.play(HAND_OFFS);
  }

  /** Lets them go. */
  @TearDown(Level.Trial)
  public void stop() throws InterruptedException {
    sides.close();
  }
}
