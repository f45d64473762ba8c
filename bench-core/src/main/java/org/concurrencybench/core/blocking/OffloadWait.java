package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** The wait of a connection's thread for a value that the pool computes. */
public final class OffloadWait implements LongConsumer, Wait {

  private final CompletableFuture<Long> value = new CompletableFuture<>();

  /** Not there yet. */
  public OffloadWait() {}

  @Override
  public void accept(long computed) {
    value.complete(computed);
  }

  /**
   * Sleeps until it is there. Called by the thread that serves the connection.
   *
   * @throws IOException if the wait was cut
   */
  public long await() throws IOException {
    try {
      return value.join();
    } catch (CancellationException e) {
      throw new IOException("cut while its computation waited", e);
    }
  }

  /** Nothing: the value will be there. */
  @Override
  public void shutDown() {}

  @Override
  public void cut() {
    value.cancel(false);
  }
}
