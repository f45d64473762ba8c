package org.concurrencybench.suite.window;

import java.io.IOException;
import org.concurrencybench.driver.ChatDriver;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.WindowObserver;

/**
 * Open connections of a load, whatever it asks: a warm-up, a rehearsal and a measured window are
 * phases that are run through them. Used by one thread, except {@link #cut}.
 */
public interface OpenLoad extends AutoCloseable {

  /**
   * Opens the connections of requests and replies.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  static OpenLoad of(Load load) throws IOException, InterruptedException {
    return new Requests(LoadDriver.connect(load));
  }

  /**
   * Lets the members of a chat join.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  static OpenLoad of(ChatLoad load) throws IOException, InterruptedException {
    return new Chat(ChatDriver.connect(load));
  }

  /**
   * Opens the connections of long polls.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  static OpenLoad of(PollLoad load) throws IOException, InterruptedException {
    return new Polls(HeldPolls.connect(load));
  }

  /** How opening them went. */
  Connecting connecting();

  /**
   * Runs one window.
   *
   * @throws IOException if no connection is open and none can be opened, saying why
   */
  SeenWindow run(Phase phase, WindowObserver observer) throws IOException, InterruptedException;

  /** Ends the window that runs, and all that follow, early. For any thread. */
  void cut();

  @Override
  void close();

  /** Requests and their replies. */
  record Requests(LoadDriver driver) implements OpenLoad {

    @Override
    public Connecting connecting() {
      return driver.connecting();
    }

    @Override
    public SeenWindow run(Phase phase, WindowObserver observer)
        throws IOException, InterruptedException {
      return SeenWindow.of(driver.run(phase, observer));
    }

    @Override
    public void cut() {
      driver.cut();
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Members of rooms. */
  record Chat(ChatDriver driver) implements OpenLoad {

    @Override
    public Connecting connecting() {
      return driver.connecting();
    }

    @Override
    public SeenWindow run(Phase phase, WindowObserver observer)
        throws IOException, InterruptedException {
      return SeenWindow.of(driver.run(phase, observer));
    }

    @Override
    public void cut() {
      driver.cut();
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Long polls, and the connection that wakes them. */
  record Polls(HeldPolls polls) implements OpenLoad {

    /** Without the one that posts, unless even that could not be opened. */
    @Override
    public Connecting connecting() {
      Connecting all = polls.connecting();
      return new Connecting(
          all.wanted() - 1,
          Math.min(all.wanted() - 1, all.opened()),
          all.errors(),
          all.connect(),
          all.startEpochMillis(),
          all.elapsed());
    }

    @Override
    public SeenWindow run(Phase phase, WindowObserver observer)
        throws IOException, InterruptedException {
      return SeenWindow.of(polls.run(phase, observer));
    }

    @Override
    public void cut() {
      polls.cut();
    }

    @Override
    public void close() {
      polls.close();
    }
  }
}
