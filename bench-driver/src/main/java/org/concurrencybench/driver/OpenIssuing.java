package org.concurrencybench.driver;

import java.util.List;
import org.concurrencybench.system.loop.Pacer;

/** Requests become due by the schedule, connections take turns, and no reply changes either. */
final class OpenIssuing implements Issuing {

  private final Window window;
  private final FireTimes schedule;
  private final List<Connection> connections;
  private final NanoClock clock;
  private int turn;
  private long nextDueNanos;

  OpenIssuing(Window window, FireTimes schedule, List<Connection> connections, NanoClock clock) {
    this.window = window;
    this.schedule = schedule;
    this.connections = connections;
    this.clock = clock;
    advance();
  }

  @Override
  public long nextDueNanos() {
    return nextDueNanos;
  }

  @Override
  public void issueDue(long nowNanos) {
    // What becomes due meanwhile waits for the next call, so that replies are read in between.
    while (nextDueNanos != Pacer.NEVER && nowNanos - nextDueNanos >= 0) {
      long handedOver = clock.nanoTime();
      if (!window.issuing(nextDueNanos) || handedOver - window.drainUntilNanos >= 0) {
        // Cut short, or a rate so high that not even handing over has kept up.
        nextDueNanos = Pacer.NEVER;
        return;
      }
      long intended = nextDueNanos;
      Connection connection = connections.get(turn);
      turn = turn + 1 == connections.size() ? 0 : turn + 1;
      advance();
      connection.due(intended, handedOver);
    }
  }

  private void advance() {
    long due = window.startNanos + schedule.nextNanos();
    nextDueNanos = window.issuing(due) ? due : Pacer.NEVER;
  }

  @Override
  public void idle(Connection connection, long nowNanos) {}
}
