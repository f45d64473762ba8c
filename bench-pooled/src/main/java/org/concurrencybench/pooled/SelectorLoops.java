package org.concurrencybench.pooled;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** As many selectors as the server may use CPUs; connections are dealt to them in turn. */
final class SelectorLoops implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SelectorLoops.class.getName());

  private final List<SelectorLoop> loops = new ArrayList<>();
  private int next;

  /**
   * Loops that {@link #start} begins.
   *
   * @throws IOException if there can be no so many selectors; none stays open then
   */
  SelectorLoops(int count) throws IOException {
    boolean opened = false;
    try {
      for (int i = 0; i < count; i++) {
        loops.add(new SelectorLoop("pooled-selector-" + i));
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  void start() {
    loops.forEach(SelectorLoop::start);
  }

  /** The one that accepts as well. */
  SelectorLoop first() {
    return loops.getFirst();
  }

  /** The one whose turn it is. Called by the first one's thread. */
  SelectorLoop next() {
    SelectorLoop loop = loops.get(next);
    next = (next + 1) % loops.size();
    return loop;
  }

  /** Has each loop do something with each of its connections. Called by any thread. */
  void forEachConnection(Consumer<PooledConnection> action) {
    for (SelectorLoop loop : loops) {
      loop.execute(() -> loop.connections().forEach(action));
    }
  }

  /** Ends them all. Their sockets are closed. */
  @Override
  public void close() {
    for (SelectorLoop loop : loops) {
      try {
        loop.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "a selector does not close: {0}", e.getMessage());
      }
    }
  }
}
