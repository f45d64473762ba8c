package org.concurrencybench.suite.window;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.suite.process.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counters of both sides when the measured interval of a window begins, about once a
 * second, and when it ends. Used by one thread.
 */
final class Sampling implements WindowObserver {

  private static final Logger LOG = System.getLogger(Sampling.class.getName());

  private final ServerProcess server;
  private final Watched watched;
  private final List<Moment> seconds = new ArrayList<>();
  private @Nullable Moment began;
  private @Nullable Moment ended;

  Sampling(ServerProcess server, Watched watched) {
    this.server = server;
    this.watched = watched;
  }

  @Override
  public void began() {
    began = now();
  }

  @Override
  public void ended() {
    ended = now();
  }

  @Override
  public void progress(Progress progress) {
    Moment second = now();
    if (second != null) {
      seconds.add(second);
    }
  }

  /**
   * A server that does not answer is found out when the window is over: the load goes on until
   * then.
   */
  private @Nullable Moment now() {
    try {
      return Moment.now(server, watched);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no counters for this second: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** All of them; where an end of the interval could not be read, the nearest that could. */
  Counters counters(Moment before, Moment after) {
    return new Counters(
        before,
        requireNonNullElse(began, before),
        seconds,
        requireNonNullElse(ended, after),
        after);
  }
}
