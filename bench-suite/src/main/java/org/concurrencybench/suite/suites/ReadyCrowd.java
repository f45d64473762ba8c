package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.concurrencybench.driver.Load;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.suite.window.MeasuredWindow;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.WindowExtras;

/**
 * A crowd in its place.
 *
 * <pre>
 *   some come and go ── a fifth comes ── memory ── the rest comes ── memory ── the active come ── window
 * </pre>
 *
 * <p>Some come and go first, for the reason given at {@link
 * org.concurrencybench.suite.window.Weighing#visits}: a server that has run for a while has no such
 * threads, and one that has just started would be measured by them.
 */
final class ReadyCrowd implements ReadyLoad {

  private static final int VISITORS = 1_000;

  private final Deque<IdleCrowd> idle;
  private final ReadyLoad active;
  private final WindowExtras extras;

  private ReadyCrowd(Deque<IdleCrowd> idle, ReadyLoad active, WindowExtras extras) {
    this.idle = idle;
    this.active = active;
    this.extras = extras;
  }

  static ReadyCrowd gather(CrowdLevel level, ServerUnderLoad server, Profile profile, long seed)
      throws IOException, InterruptedException {
    Deque<IdleCrowd> idle = new ArrayDeque<>();
    boolean complete = false;
    try {
      for (int time = 0; time < profile.weighing().visits(); time++) {
        IdleCrowd.come(server, load(level, server, Math.min(VISITORS, level.idle()), seed)).close();
      }
      idle.push(IdleCrowd.come(server, load(level, server, level.few(), seed)));
      MemoryParts few = server.memory(level.few(), profile.weighing());
      int rest = level.idle() - level.few();
      IdleCrowd others = IdleCrowd.come(server, load(level, server, rest, seed + 1));
      idle.push(others);
      MemoryParts all = server.memory(level.idle(), profile.weighing());
      WindowExtras extras = others.connecting(WindowExtras.NONE.with(server.slope(few, all)));
      ReadyLoad active = level.active().ready(server, profile, seed);
      complete = true;
      return new ReadyCrowd(idle, active, extras);
    } finally {
      if (!complete) {
        idle.forEach(IdleCrowd::close);
      }
    }
  }

  private static Load load(CrowdLevel level, ServerUnderLoad server, int connections, long seed) {
    return level.active().load(server, connections, seed);
  }

  @Override
  public MeasuredWindow measure(Duration duration) throws IOException, InterruptedException {
    return active.measure(duration).with(extras);
  }

  @Override
  public void close() throws IOException {
    active.close();
    idle.forEach(IdleCrowd::close);
  }
}
