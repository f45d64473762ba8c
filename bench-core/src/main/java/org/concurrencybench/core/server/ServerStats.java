package org.concurrencybench.core.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts connections, never requests: nothing here is touched by a request. Safe for use by any
 * thread.
 */
public final class ServerStats {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<Ending, LongAdder> ended = new EnumMap<>(Ending.class);

  /** All counts zero. */
  public ServerStats() {
    for (Ending ending : Ending.values()) {
      ended.put(ending, new LongAdder());
    }
  }

  /** A connection is served from now on. */
  public void countAccepted() {
    accepted.increment();
  }

  /** A connection was turned away: over the limit, or no thread could be started for it. */
  public void countRefused() {
    refused.increment();
  }

  /** A served connection is gone. */
  public void countEnded(Ending ending) {
    adder(ending).increment();
  }

  /** The counts at about this moment. */
  public Snapshot snapshot() {
    long normal = adder(Ending.NORMAL).sum();
    long violations = adder(Ending.VIOLATION).sum();
    long ioFailures = adder(Ending.IO_FAILURE).sum();
    long bugs = adder(Ending.BUG).sum();
    long served = accepted.sum();
    long open = served - normal - violations - ioFailures - bugs;
    return new Snapshot(served, open, refused.sum(), normal, violations, ioFailures, bugs);
  }

  private LongAdder adder(Ending ending) {
    LongAdder adder = ended.get(ending);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + ending);
    }
    return adder;
  }

  /**
   * Counts of connections since the server started.
   *
   * @param accepted taken to be served
   * @param open being served now
   * @param refused turned away with an answer
   * @param normal ended by the peer or as the protocol provides
   * @param violations ended because the peer broke the protocol
   * @param ioFailures ended by a reset or the like
   * @param bugs ended by a mistake of the server
   */
  public record Snapshot(
      long accepted,
      long open,
      long refused,
      long normal,
      long violations,
      long ioFailures,
      long bugs) {}
}
