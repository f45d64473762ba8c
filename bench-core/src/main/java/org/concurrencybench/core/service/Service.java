package org.concurrencybench.core.service;

/**
 * Decides what happens for each request. One object serves all connections of a server.
 *
 * <p>Called by the thread that serves the connection: a platform thread, a virtual thread, or an
 * event loop that other connections share. It never blocks; what must wait is an {@link Outcome}
 * that the model performs.
 */
@FunctionalInterface
public interface Service {

  /**
   * What to do for {@code request}.
   *
   * @throws RuntimeException only for a bug; the server reports it and fails loudly
   */
  Outcome handle(Request request);
}
