package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.concurrencybench.driver.HeldPolls;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.PollLoad;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.WindowObserver;

/** Long polls that a server process holds, through which windows are measured. Not thread-safe. */
public final class ConnectedPolls implements AutoCloseable {

  private static final Duration ONCE_OR_TWICE = Duration.ofMillis(100);
  private static final int TWICE = 2;

  /** Often enough that each piece of a rehearsal has one. */
  private static final double WAKES_PER_SECOND = 4;

  private final ServerUnderLoad server;
  private final PollLoad load;
  private final HeldPolls polls;
  private boolean closed;

  ConnectedPolls(ServerUnderLoad server, PollLoad load) throws IOException, InterruptedException {
    this.server = server;
    this.load = load;
    try {
      this.polls = HeldPolls.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /**
   * Answers each poll once or twice; all are held again afterwards.
   *
   * @throws IOException if one was not answered: fewer would be held
   */
  public void answerEach() throws IOException, InterruptedException {
    PollResult result;
    try {
      result =
          polls.run(
              new Phase(
                  "settle",
                  HeldPolls.wakes(TWICE / (ONCE_OR_TWICE.toNanos() / 1e9)),
                  ONCE_OR_TWICE),
              WindowObserver.SILENT);
      polls.hold();
    } catch (IOException e) {
      throw server.reason(e);
    }
    if (result.timeToAnswerAllMillis().isEmpty()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%,d polls were to be answered, %,d were (%s)",
              load.polls(),
              result.window().completed(),
              result.window().errors()));
    }
  }

  /**
   * Wakes them all without measuring it until the compilers rest; all are held again afterwards. If
   * that fails, the connections are closed.
   */
  public void settle(Settling settling) throws IOException, InterruptedException {
    boolean settled = false;
    try {
      server.settle(new OpenLoad.Polls(polls), HeldPolls.wakes(WAKES_PER_SECOND), settling);
      polls.hold();
      settled = true;
    } catch (IOException e) {
      throw server.reason(e);
    } finally {
      if (!settled) {
        close();
      }
    }
  }

  /** Wakes them as {@code loop} says, and counts both sides before, after, and once a second. */
  public MeasuredWindow measure(Loop.Open loop, Duration duration, WindowExtras extras)
      throws IOException, InterruptedException {
    var phase = new Phase("measured", loop, duration);
    var kept = new AtomicReference<PollResult>();
    MeasuredWindow window =
        server.measure(
            load.polls(),
            polls.connecting(),
            observer -> {
              PollResult result = polls.run(phase, observer);
              kept.set(result);
              return result.window();
            });
    OptionalDouble all = kept.get().timeToAnswerAllMillis();
    return window.with(
        all.isEmpty() ? extras : extras.with("timeToAnswerAllMillis", all.getAsDouble()));
  }

  /** Closes the connections; again, it does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      polls.close();
    }
  }
}
