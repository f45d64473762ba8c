package org.concurrencybench.system.machine;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuSet;

/** Platform threads that run on one CPU each, where threads can be pinned. */
final class PinnedThreads {

  private PinnedThreads() {}

  /** Starts {@code task} on that CPU; the caller waits for what it returns. */
  static <T> FutureTask<T> start(int cpu, String name, Callable<T> task) {
    var future =
        new FutureTask<T>(
            () -> Affinity.isSupported() ? Affinity.callPinned(CpuSet.of(cpu), task) : task.call());
    Thread.ofPlatform().daemon().name(name + "-" + cpu).start(future);
    return future;
  }

  /**
   * What it returned.
   *
   * @throws IllegalStateException with what it threw
   */
  static <T> T result(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("a probe of this machine failed", e.getCause());
    }
  }
}
