package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.suite.window.ConnectedPolls;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.Weighing;
import org.concurrencybench.suite.window.WindowExtras;

/**
 * Long polls that are held, after it was measured what one weighs.
 *
 * <pre>
 *   some come and go ── a fifth is held ── memory ── all are held ── memory ── woken ── window
 * </pre>
 *
 * <p>Some come and go first for the reason given at {@link Weighing#visits}.
 */
record ReadyHeld(HeldLevel level, ConnectedPolls polls, WindowExtras extras) implements ReadyLoad {

  private static final int VISITORS = 1_000;

  static ReadyHeld gather(HeldLevel level, ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    for (int time = 0; time < profile.weighing().visits(); time++) {
      held(level, server, Math.min(VISITORS, level.held()), seed).close();
    }
    MemoryParts baseline;
    try (var _ = held(level, server, level.few(), seed)) {
      baseline = server.memory(level.few(), profile.weighing());
    }
    ConnectedPolls all = held(level, server, level.held(), seed);
    boolean weighed = false;
    try {
      MemoryParts parts = server.memory(level.held(), profile.weighing());
      all.settle(profile.settling());
      weighed = true;
      return new ReadyHeld(level, all, WindowExtras.NONE.with(server.slope(baseline, parts)));
    } finally {
      if (!weighed) {
        all.close();
      }
    }
  }

  /** Each has been answered once, and is held again. */
  private static ConnectedPolls held(HeldLevel level, ServerUnderLoad server, int polls, long seed)
      throws IOException, InterruptedException {
    ConnectedPolls connected = server.connect(level.load(server.address(), polls, seed));
    boolean held = false;
    try {
      connected.answerEach();
      server.awaitIdle();
      held = true;
      return connected;
    } finally {
      if (!held) {
        connected.close();
      }
    }
  }

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    return polls.measure(level.loop(), duration, extras);
  }

  @Override
  public void close() {
    polls.close();
  }
}
