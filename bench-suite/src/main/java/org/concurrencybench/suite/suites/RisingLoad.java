package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.suite.window.MeasuredWindow;

/** A load of which there can be more or less. Not thread-safe. */
interface RisingLoad extends AutoCloseable {

  /** Lets that much of it settle, and measures it. */
  MeasuredWindow measure(double load, Duration duration) throws IOException, InterruptedException;

  /** Requests a second that become due with that much of it. */
  double ratePerSecond(double load);

  @Override
  void close();
}
