package org.concurrencybench.suite.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.suite.drive.Cut;

/**
 * Lets SIGINT (Ctrl-C), SIGTERM and SIGHUP cut a command short: the JVM ends, with its exit code of
 * 128 and the signal, when the command has said what it has.
 */
final class EndedByUser implements AutoCloseable {

  /** A command that takes longer to end is not waited for. */
  private static final long GRACE_SECONDS = 15;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  /** Until this is closed. */
  EndedByUser(Cut cut) {
    hook =
        new Thread(
            () -> {
              cut.now();
              try {
                boolean _ = over.await(GRACE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException _) {
                // The JVM ends in either case.
              }
            },
            "cut-short");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The command has said everything. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It is running: the exit code is that of the signal.
    }
  }
}
