package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What one client connection asks of the slow backend, where a call blocks its thread: over a
 * connection of its own, opened by the first call and kept. A call that fails costs the backend
 * connection, never the client's; the next call opens another.
 */
public final class BackendCalls implements Wait {

  private final InetSocketAddress address;
  private final Limits limits;
  private volatile @Nullable BackendConnection kept;
  private volatile boolean cut;

  /** Without a connection yet; {@code limits} are those of the backend's answers. */
  public BackendCalls(InetSocketAddress address, Limits limits) {
    this.address = address;
    this.limits = limits;
  }

  /**
   * Asks and waits. Called by one thread at a time, the one that serves the client.
   *
   * @return the backend's answer, whose payload is valid until the next call; or that it is
   *     unavailable, and why
   */
  public Reply call(Outcome.CallBackend wanted) {
    BackendConnection asked = open();
    try {
      return asked.call(wanted);
    } catch (IOException e) {
      asked.cut();
      kept = null;
      return new Reply.BackendUnavailable(
          String.format(
              Locale.ROOT,
              "the backend at %s:%d: %s",
              address.getHostString(),
              address.getPort(),
              e.getMessage()));
    }
  }

  private BackendConnection open() {
    BackendConnection own = kept;
    if (own == null) {
      own = new BackendConnection(address, limits);
      kept = own;
    }
    // Whoever cuts either finds the connection, or is found here.
    if (cut) {
      own.cut();
    }
    return own;
  }

  /** Nothing: an answer is in flight and is waited for. */
  @Override
  public void shutDown() {}

  /** Fails the present call and all that follow. May be repeated. */
  @Override
  public void cut() {
    cut = true;
    BackendConnection own = kept;
    if (own != null) {
      own.cut();
    }
  }
}
