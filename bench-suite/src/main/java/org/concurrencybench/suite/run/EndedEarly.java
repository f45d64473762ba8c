package org.concurrencybench.suite.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, SIGINT (Ctrl-C) and SIGTERM end a run early and lose nothing: all processes
 * that this one has started are told to end, and it ends itself when the results of what was
 * measured are written. SIGKILL leaves no time for this; drivers then see for themselves that their
 * launcher is gone, and servers that their input ended.
 */
final class EndedEarly implements AutoCloseable {

  /** Writing results takes some seconds; one that hangs is not waited for. */
  private static final long GRACE_SECONDS = 30;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "end-early");
  private volatile boolean wished;

  EndedEarly() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the run is to measure nothing more. For any thread. */
  boolean isWished() {
    return wished;
  }

  private void end() {
    wished = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    try {
      boolean _ = over.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      // The JVM ends in either case.
    }
  }

  /** The results are written. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // This process is ending, and the hook runs.
    }
  }
}
