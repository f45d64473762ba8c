package org.concurrencybench.driver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.concurrencybench.system.loop.Pacer;

/** Every connection sends again when it has its reply, after the think time. */
final class ClosedIssuing implements Issuing {

  private final Window window;
  private final long thinkNanos;
  private final NanoClock clock;
  private final List<Connection> connections;
  private final long cycleNanos;

  /** Connections that have begun, the first of them. */
  private int begun;

  /**
   * The think time is the same for all, so those who think wake in the order in which they began.
   */
  private final Queue<Connection> thinking = new ArrayDeque<>();

  private final TimeQueue wakeNanos = new TimeQueue();

  /**
   * The loop in one window.
   *
   * @param cycle over which the connections begin, one after another
   */
  ClosedIssuing(
      Window window,
      Loop.Closed loop,
      Duration cycle,
      List<Connection> connections,
      NanoClock clock) {
    this.window = window;
    this.cycleNanos = cycle.toNanos();
    this.thinkNanos = loop.thinkTime().toNanos();
    this.clock = clock;
    this.connections = connections;
  }

  @Override
  public long nextDueNanos() {
    if (begun == connections.size()) {
      return wakeNanos.size() == 0 ? Pacer.NEVER : wakeNanos.peek();
    }
    long next = beginNanos(begun);
    return wakeNanos.size() > 0 && wakeNanos.peek() - next < 0 ? wakeNanos.peek() : next;
  }

  private long beginNanos(int index) {
    return window.startNanos + Math.round((double) cycleNanos * index / connections.size());
  }

  @Override
  public void issueDue(long nowNanos) {
    while (begun < connections.size() && nowNanos - beginNanos(begun) >= 0) {
      issue(connections.get(begun++), clock.nanoTime());
    }
    while (wakeNanos.size() > 0 && nowNanos - wakeNanos.peek() >= 0) {
      long intended = wakeNanos.poll();
      Connection thinker = thinking.remove();
      if (window.issuing(intended)) {
        thinker.due(intended, clock.nanoTime());
      }
    }
  }

  @Override
  public void idle(Connection connection, long nowNanos) {
    if (begun == 0) {
      return;
    }
    if (thinkNanos == 0) {
      issue(connection, nowNanos);
    } else if (window.issuing(nowNanos + thinkNanos)) {
      thinking.add(connection);
      wakeNanos.add(nowNanos + thinkNanos);
    }
  }

  private void issue(Connection connection, long nowNanos) {
    if (window.issuing(nowNanos) && connection.isIdle()) {
      connection.dueNow(nowNanos);
    }
  }
}
