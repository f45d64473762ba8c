package org.concurrencybench.suite.window;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.MemoryParts;
import org.jspecify.annotations.Nullable;

/** Open connections to a server process, through which windows are measured. Not thread-safe. */
public final class ConnectedLoad implements AutoCloseable {

  /** That part of the time for which requests are held is for sending them. */
  private static final int SAMPLED_AFTER = 8;

  private final ServerUnderLoad server;
  private final Load load;
  private final LoadDriver driver;
  private boolean closed;

  ConnectedLoad(ServerUnderLoad server, Load load) throws IOException, InterruptedException {
    this.server = server;
    this.load = load;
    try {
      this.driver = LoadDriver.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /**
   * Runs the load without measuring it: connections, caches, rates and compilers settle. If that
   * fails, the connections are closed.
   */
  public void settle(Loop loop, Settling settling) throws IOException, InterruptedException {
    boolean settled = false;
    try {
      server.settle(new OpenLoad.Requests(driver), loop, settling);
      settled = true;
    } finally {
      if (!settled) {
        close();
      }
    }
  }

  /** Holds the load and counts both sides before, after, and once a second in between. */
  public MeasuredWindow measure(Loop loop, Duration duration)
      throws IOException, InterruptedException {
    Phase phase = load.measured(loop, duration);
    return server.measure(
        load.connections(), driver.connecting(), observer -> driver.run(phase, observer));
  }

  /**
   * Sends a request on every connection, and tells where the server's memory is while none is
   * answered. Returns when all are.
   *
   * @param held how long each request waits for its answer, longer than {@link Weighing#within}
   * @throws IOException if not every connection had its request in flight: memory would be that of
   *     fewer
   */
  public MemoryParts memoryInFlight(Duration held, Weighing how)
      throws IOException, InterruptedException {
    var sampler = new Sampler(held.dividedBy(SAMPLED_AFTER), how);
    // Over before the first answer, so that nobody asks twice.
    Duration issuing = held.minus(held.dividedBy(SAMPLED_AFTER));
    WindowResult result;
    try {
      result = driver.run(new Phase("held", new Loop.Closed(), issuing), sampler);
    } catch (IOException e) {
      throw server.reason(e);
    }
    if (result.completed() != load.connections() || result.errors().total() > 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%,d requests were to be in flight for %,d ms; %,d answers came (%s)",
              load.connections(),
              held.toMillis(),
              result.completed(),
              result.errors()));
    }
    return sampler.memory();
  }

  /** Asks for the server's memory once, when a running window is that old. */
  private final class Sampler implements WindowObserver {

    private final Duration age;
    private final Weighing how;
    private @Nullable FutureTask<MemoryParts> sample;

    Sampler(Duration age, Weighing how) {
      this.age = age;
      this.how = how;
    }

    @Override
    public void progress(Progress progress) {
      if (sample == null && progress.elapsed().compareTo(age) >= 0) {
        sample = new FutureTask<>(() -> server.memory(load.connections(), how));
        sample.run();
      }
    }

    MemoryParts memory() throws IOException, InterruptedException {
      if (sample == null) {
        throw new IOException("the window was over before memory could be sampled");
      }
      try {
        return sample.get();
      } catch (ExecutionException e) {
        throw new IOException("memory could not be sampled: " + e.getCause(), e);
      }
    }
  }

  /** Closes the connections; again, it does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }
}
