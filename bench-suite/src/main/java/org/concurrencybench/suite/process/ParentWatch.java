package org.concurrencybench.suite.process;

import java.util.concurrent.TimeUnit;

/**
 * Ends this process when its parent is gone, however that died. A process whose parent ends gets
 * another one at once, also where nobody collects the dead parent's exit code.
 */
public final class ParentWatch {

  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  /** What a process exits with that nobody waits for. */
  private static final int ORPHANED = 3;

  private static final long EVERY_SECONDS = 1;
  private static final long GRACE_SECONDS = 10;

  private ParentWatch() {}

  /**
   * In a fork of JMH: ends it at once, and its server, whose input ends, follows. Does nothing
   * where JMH runs without forks: there the parent is any shell.
   */
  public static void startInFork() {
    if (System.getProperty("sun.java.command", "").startsWith(FORK)) {
      start(ParentWatch::halt);
    }
  }

  /** For a process that has no children of its own, or whose children see it end. */
  public static void haltWithParent() {
    start(ParentWatch::halt);
  }

  /**
   * For a process that has things to do at its end: runs the shutdown hooks, for {@value
   * #GRACE_SECONDS} seconds at most.
   */
  public static void exitWithParent() {
    start(() -> {
      daemon(() -> {
        TimeUnit.SECONDS.sleep(GRACE_SECONDS);
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        halt();
      });
      System.exit(ORPHANED);
    });
  }

  private static void start(Runnable end) {
    long parent = parent();
    daemon(() -> {
      while (parent() == parent) {
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
      }
      end.run();
    });
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static void halt() {
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static void daemon(Step step) {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(() -> {
          try {
            step.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // Nobody interrupts it but the JVM's end.
          }
        });
  }

  private interface Step {
    void run() throws InterruptedException;
  }
}
