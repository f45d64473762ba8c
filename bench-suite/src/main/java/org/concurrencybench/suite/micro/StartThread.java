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
 * What it costs to start somebody who does nothing, and to wait until it is done: the price of a
 * new connection in a model that gives it a thread, beside what an event loop does instead, a task.
 *
 * <pre>
 * java -cp $CP org.openjdk.jmh.Main micro.StartThread -prof org.concurrencybench.suite.micro.CostProfiler
 * </pre>
 *
 * <p>Expect a platform thread to cost tens of microseconds, most of them in the kernel (its stack,
 * its scheduling) and the JVM (its own structures of a thread), however many are started at once. A
 * virtual thread is an object and an entry of a queue: alone, most of its time is the wake-up of
 * the carrier and of the one who joins it; of a thousand, each costs a fraction of that. A task is
 * an entry of a queue only. None of them has touched a deep stack: what a thread weighs is for the
 * suite {@code crowd}.
 */
@State(Scope.Benchmark)
public class StartThread extends MicroBenchmark {

  private static final int MANY = 1_000;

  /** What is started. */
  @Param({"PLATFORM_THREADS", "VIRTUAL_THREADS", "ONE_LOOP"})
  public Kind kind = Kind.PLATFORM_THREADS;

  private Starter starter;

  /** Nothing is started yet but the loop. */
  @Setup(Level.Trial)
  public void prepare(Cpus cpus) {
    starter =
        switch (kind) {
          case PLATFORM_THREADS, VIRTUAL_THREADS -> new ThreadStarter(kind.threads());
          case ONE_LOOP, TWO_LOOPS -> new TaskStarter();
        };
  }

  /** One after the other: with the wake-up of whoever waits for it. */
  @Benchmark
  public void one() throws InterruptedException {
    starter.startAndAwait(1);
  }

  /** A thousand at once, then wait for all: the wake-ups are shared. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public void many() throws InterruptedException {
    starter.startAndAwait(MANY);
  }

  /** Ends the loop. */
  @TearDown(Level.Trial)
  public void end() throws InterruptedException {
    starter.close();
  }
}
