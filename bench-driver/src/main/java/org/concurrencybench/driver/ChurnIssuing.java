package org.concurrencybench.driver;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.concurrencybench.system.loop.Pacer;

/** Every connection is opened, asks once, is closed, and is opened again, as long as ports last. */
final class ChurnIssuing implements Issuing {

  private final Window window;
  private final List<Connection> connections;
  private final PortBudget ports;
  private final NanoClock clock;

  /** Closed, and nobody has a port for them. */
  private final Queue<Connection> waiting = new ArrayDeque<>();

  private long nextPortNanos;
  private boolean begun;

  ChurnIssuing(Window window, List<Connection> connections, PortBudget ports, NanoClock clock) {
    this.window = window;
    this.connections = connections;
    this.ports = ports;
    this.clock = clock;
  }

  @Override
  public boolean connectionForEach() {
    return true;
  }

  @Override
  public long nextDueNanos() {
    if (!begun) {
      return window.startNanos;
    }
    return waiting.isEmpty() ? Pacer.NEVER : nextPortNanos;
  }

  @Override
  public void issueDue(long nowNanos) {
    if (!begun) {
      begun = true;
      for (Connection connection : connections) {
        connection.closeIdle();
        issue(connection, clock.nanoTime());
      }
      return;
    }
    int count = waiting.size();
    for (int i = 0; i < count && nowNanos - nextPortNanos >= 0; i++) {
      issue(waiting.remove(), nowNanos);
    }
  }

  @Override
  public void idle(Connection connection, long nowNanos) {
    if (begun) {
      issue(connection, nowNanos);
    }
  }

  private void issue(Connection connection, long nowNanos) {
    if (!window.issuing(nowNanos)) {
      return;
    }
    if (connection.isIdle()) {
      // Opened again after a failure, which had no further request.
      connection.dueNow(nowNanos);
    } else if (connection.isClosed()) {
      if (ports.take(nowNanos)) {
        connection.dueWithConnection(nowNanos);
      } else {
        nextPortNanos = nowNanos + ports.nanosUntilFree();
        waiting.add(connection);
      }
    }
  }
}
