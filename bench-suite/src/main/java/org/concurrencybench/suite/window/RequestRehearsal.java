package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;

/** Requests: in a closed loop, as many as the server answers. */
record RequestRehearsal(LoadDriver driver, Loop loop) implements Rehearsal {

  static RequestRehearsal of(Load load) throws IOException, InterruptedException {
    return new RequestRehearsal(LoadDriver.connect(load), new Loop.Closed());
  }

  @Override
  public Piece play(Duration length) throws IOException, InterruptedException {
    WindowResult result = driver.run(new Phase("warm-up", loop, length));
    return new Piece(result.completed(), result.response());
  }

  @Override
  public void close() {
    driver.close();
  }
}
