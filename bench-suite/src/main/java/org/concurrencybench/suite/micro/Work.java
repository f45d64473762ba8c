package org.concurrencybench.suite.micro;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A short piece of work on a shared value, and the count of how often it was done. A tenth of a
 * unit of {@link org.concurrencybench.core.service.Computation}, each round of which needs the last
 * one's result; nothing is allocated.
 */
final class Work {

  private static final int ROUNDS = 100;
  private static final long MULTIPLIER = 0xd6e8feb86659fd93L;

  private long value = 1;
  private volatile long done;
  private volatile long target;
  private volatile @Nullable Thread waiter;

  /** Does it once. Called by one at a time: under the lock, or on the loop. */
  void once() {
    long z = value;
    for (int round = 0; round < ROUNDS; round++) {
      z = (z ^ (z >>> 32)) * MULTIPLIER;
    }
    value = z;
    long now = done + 1;
    done = now;
    // Either this sees the new target or await sees the new count, because both write before they
    // look.
    if (now == target) {
      LockSupport.unpark(waiter);
    }
  }

  /** Forgets what was done so far. */
  void countFromHere() {
    target = done;
  }

  /**
   * Returns when it was done so many times more than at the end of the last call. A caller that
   * woke up late, because all CPUs were busy with the work itself, finds the work that was done
   * meanwhile counted: the next calls return the sooner.
   *
   * @return how often it was done, in all
   */
  long await(int times) throws InterruptedException {
    waiter = Thread.currentThread();
    long end = target + times;
    target = end;
    while (done < end) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + done + " of " + end + " operations");
      }
    }
    return done;
  }
}
