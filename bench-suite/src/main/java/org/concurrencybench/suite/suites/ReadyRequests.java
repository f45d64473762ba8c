package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.MeasuredWindow;

/** Requests over open connections. */
record ReadyRequests(ConnectedLoad connected, Loop loop) implements ReadyLoad {

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    return connected.measure(loop, duration);
  }

  @Override
  public void close() {
    connected.close();
  }
}
