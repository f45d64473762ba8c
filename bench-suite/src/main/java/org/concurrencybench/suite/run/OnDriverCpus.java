package org.concurrencybench.suite.run;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;

/**
 * Starts a driver's process from the launcher, which has CPUs of its own: a process inherits those
 * of the thread that starts it, and a JVM takes its number of processors from them.
 */
final class OnDriverCpus {

  private OnDriverCpus() {}

  /**
   * Calls {@code start} while the calling thread is on the driver's CPUs, if processes are held to
   * theirs.
   *
   * @throws IOException what {@code start} throws
   */
  static <T> T call(CpuLayout layout, Callable<T> start) throws IOException {
    try {
      return layout.pinned() ? Affinity.callPinned(layout.driver(), start) : start.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a driver could not be started: " + e, e);
    }
  }
}
