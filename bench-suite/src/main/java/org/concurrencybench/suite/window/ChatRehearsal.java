package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.driver.ChatDriver;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;

/** A chat at the measured rate: nothing answers a publish, so that there is no closed loop. */
public record ChatRehearsal(ChatDriver driver, Loop.Open loop) implements Rehearsal {

  /** Opens the connections; the caller closes them. */
  public static ChatRehearsal of(ChatLoad load, Loop.Open loop)
      throws IOException, InterruptedException {
    return new ChatRehearsal(ChatDriver.connect(load), loop);
  }

  @Override
  public Piece play(Duration length) throws IOException, InterruptedException {
    ChatResult result = driver.run(new Phase("warm-up", loop, length), WindowObserver.SILENT);
    return new Piece(result.rooms().allDelivered(), result.window().response());
  }

  @Override
  public void close() {
    driver.close();
  }
}
