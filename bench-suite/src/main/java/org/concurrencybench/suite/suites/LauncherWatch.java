package org.concurrencybench.suite.suites;

/** Ends a fork of JMH whose launcher is gone, however that died; its server follows. */
final class LauncherWatch {

  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  /** What a process exits with that nobody waits for. */
  private static final int ORPHANED = 3;

  private LauncherWatch() {}

  /** Does nothing where JMH runs without forks: there the parent is any shell. */
  static void start() {
    if (System.getProperty("sun.java.command", "").startsWith(FORK)) {
      ProcessHandle.current().parent().ifPresent(LauncherWatch::endWith);
    }
  }

  private static void endWith(ProcessHandle launcher) {
    var _ = launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(ORPHANED));
  }
}
