package org.concurrencybench.suite.window;

import java.io.IOException;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.WindowResult;

/** Puts a load on the server for the length of a window. */
@FunctionalInterface
public interface WindowRun {

  /**
   * Runs it to its end, the drain included.
   *
   * @param observer to be told about once a second
   * @throws IOException if the server cannot be loaded, saying why
   */
  WindowResult run(WindowObserver observer) throws IOException, InterruptedException;
}
