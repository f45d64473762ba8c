package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.concurrencybench.suite.window.MeasuredWindow;

/** A load that is connected and settled. Not thread-safe. */
interface ReadyLoad extends AutoCloseable {

  /** Holds the load for {@code duration} and measures it. */
  MeasuredWindow measure(Duration duration) throws IOException, InterruptedException;

  /** Windows of other loads, through which {@link #measure} came to the one it returned. */
  default List<MeasuredWindow> probes() {
    return List.of();
  }

  /** Disconnects. */
  @Override
  void close() throws IOException;
}
