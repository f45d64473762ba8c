package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.suite.window.ConnectedChat;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;

/** Members of rooms that talk. */
record ReadyChat(ChatLevel level, ConnectedChat connected) implements ReadyLoad {

  static ReadyChat gather(ChatLevel level, ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    ConnectedChat connected = server.connect(level.load(server, seed));
    boolean success = false;
    try {
      connected.settle(level.loop(), profile.settling());
      success = true;
      return new ReadyChat(level, connected);
    } finally {
      if (!success) {
        connected.close();
      }
    }
  }

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    return switch (level.disturbance()) {
      case NONE -> connected.measure(level.loop(), duration, 0);
      case SLOW -> connected.measure(level.loop(), duration, 1);
      case STORM -> connected.measureStorm(level.loop(), duration);
    };
  }

  @Override
  public void close() {
    connected.close();
  }
}
