package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.WindowResult;

/** A few long polls that are woken again and again. */
public record PollRehearsal(HeldPolls polls, Loop.Open loop) implements Rehearsal {

  /** Opens the connections; the caller closes them. */
  public static PollRehearsal of(PollLoad load, Loop.Open loop)
      throws IOException, InterruptedException {
    return new PollRehearsal(HeldPolls.connect(load), loop);
  }

  @Override
  public Piece play(Duration length) throws IOException, InterruptedException {
    WindowResult result =
        polls.run(new Phase("warm-up", loop, length), WindowObserver.SILENT).window();
    return new Piece(result.completed(), result.response());
  }

  @Override
  public void close() {
    polls.close();
  }
}
