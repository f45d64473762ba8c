package org.concurrencybench.suite.run;

/**
 * While it is open, the end of this process is that of all processes that it has started: on
 * SIGTERM and SIGINT they are told to end first. SIGKILL leaves no time for this; drivers then see
 * for themselves that their launcher is gone, and servers that their input ended.
 */
final class ChildrenEndFirst implements AutoCloseable {

  private final Thread hook = new Thread(ChildrenEndFirst::endAll, "end-children");

  ChildrenEndFirst() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void endAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // This process is ending, and the hook runs.
    }
  }
}
