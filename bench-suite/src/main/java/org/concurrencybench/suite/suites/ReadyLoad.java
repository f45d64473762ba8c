package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.suite.window.MeasuredWindow;

/** A load that is connected and settled. Not thread-safe. */
interface ReadyLoad extends AutoCloseable {

  /** Holds the load for {@code duration} and measures it. */
  MeasuredWindow measure(Duration duration) throws IOException, InterruptedException;

  /** Disconnects. */
  @Override
  void close() throws IOException;
}
