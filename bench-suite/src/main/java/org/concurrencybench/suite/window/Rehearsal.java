package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** A load that warms a server up: of the kind that will be measured. Used by one thread. */
public interface Rehearsal extends AutoCloseable {

  /** Plays it for {@code length}. */
  Piece play(Duration length) throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * What was played.
   *
   * @param answered requests, or deliveries of a chat
   * @param response how long they took, in nanoseconds
   */
  record Piece(long answered, Histogram response) {}
}
