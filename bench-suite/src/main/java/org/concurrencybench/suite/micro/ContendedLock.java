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
 * What a piece of work costs when everybody needs the same lock for it, against how many there are:
 * the mechanism behind the claim of a global lock, without sockets. The work is the same for all,
 * {@link Work}; an event loop does it without a lock, one task after the other.
 *
 * <pre>
 *   threads   lock ── work ── unlock ── lock ── work ── unlock ── ...    each of N
 *   a loop    work ── work ── work ── ...                                N tasks that resubmit themselves
 * </pre>
 *
 * <p>The lock is a {@code ReentrantLock} that is not fair, as that of the servers: who comes by
 * takes it before who sleeps for it. Everybody is at it all the time; a server's threads also wait
 * for their clients, which the suite {@code global-lock} has.
 *
 * <pre>
 * java -cp $CP org.openjdk.jmh.Main micro.ContendedLock -prof org.concurrencybench.suite.micro.CostProfiler
 * </pre>
 *
 * <p>Score is time for one operation of all together; beside it stands the CPU for one, which is
 * more once several CPUs are busy. Expect one contender to show the work and an uncontended lock.
 * With more, CPU and OS switches per operation show who woke up only to sleep again: the thread
 * that just unlocked is still running, and has the lock again before the woken one is there. How
 * much of that there is, and whether it grows with N beyond the number of CPUs, is the question.
 * Virtual threads pay for the same hand-overs mostly without the kernel. The loop does not mind N.
 */
@State(Scope.Benchmark)
public class ContendedLock extends MicroBenchmark {

  private static final int OPERATIONS = 10_000;

  /** Who contends. */
  @Param({"PLATFORM_THREADS", "VIRTUAL_THREADS", "ONE_LOOP"})
  public Kind kind = Kind.PLATFORM_THREADS;

  /** How many of them. */
  @Param({"1", "10", "100", "1000"})
  public int contenders = 1;

  private final Work work = new Work();
  private Contention contention;

  /** Everybody is at it, from here to the end. */
  @Setup(Level.Trial)
  public void start() {
    contention =
        switch (kind) {
          case PLATFORM_THREADS, VIRTUAL_THREADS ->
              new LockContention(kind.threads(), contenders, work);
          case ONE_LOOP, TWO_LOOPS -> new LoopContention(contenders, work);
        };
  }

  /** What was done between two iterations is in neither. */
  @Setup(Level.Iteration)
  public void begin() {
    work.countFromHere();
  }

  /** The benchmark's own thread sleeps until so much more is done. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public long operation() throws InterruptedException {
    return work.await(OPERATIONS);
  }

  /** Sends them home. */
  @TearDown(Level.Trial)
  public void stop() throws InterruptedException {
    contention.close();
  }
}
