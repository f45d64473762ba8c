package org.concurrencybench.suite.window;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.os.CpuLayout;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.process.ServerSample;

/**
 * A server process that this process may load, one set of connections after the other. Not
 * thread-safe.
 */
public final class ServerUnderLoad implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ServerUnderLoad.class.getName());

  /** A compiler that has been quiet for this long has compiled what matters. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration WARM_UP_STEP = Duration.ofMillis(250);

  private final ServerProcess server;
  private final CpuLayout layout;
  private int windows;

  /** Takes over {@code server}. */
  public ServerUnderLoad(ServerProcess server, CpuLayout layout) {
    this.server = server;
    this.layout = layout;
  }

  /**
   * Answers requests in a closed loop until at least {@code requests} are answered and neither
   * compiler, the server's nor the driver's, has worked for a second; at most for {@code limit}.
   * The same for every model, so that none is measured half compiled: cold, an event loop on a
   * large library looks several times slower than it is.
   */
  public WarmUp warmUp(Load load, long requests, Duration limit)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long answered = 0;
    var compilers = new Compilers();
    try (var driver = LoadDriver.connect(load)) {
      while (elapsed(start).compareTo(limit) < 0) {
        answered += driver.run(new Phase("warm-up", new Loop.Closed(), WARM_UP_STEP)).completed();
        compilers.observe(server.sample());
        if (answered >= requests && compilers.quietFor(QUIET)) {
          return new WarmUp(answered, elapsed(start), true);
        }
      }
    } catch (IOException e) {
      throw server.reason(e);
    }
    return new WarmUp(answered, elapsed(start), false);
  }

  private static Duration elapsed(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Opens the connections of a load. The caller closes them before it opens others. */
  public ConnectedLoad connect(Load load) throws IOException, InterruptedException {
    return new ConnectedLoad(this, load);
  }

  /**
   * Runs a window and counts both sides before, after, and once a second in between.
   *
   * @param connections that the load was to be spread over
   * @param connecting how opening them went
   */
  public MeasuredWindow measure(int connections, Connecting connecting, WindowRun window)
      throws IOException, InterruptedException {
    windows++;
    List<Moment> seconds = new ArrayList<>();
    Instant startedAt = Instant.now();
    Moment before = Moment.now(server);
    WindowResult result;
    try {
      result = window.run(_ -> second(seconds));
    } catch (IOException e) {
      throw server.reason(e);
    }
    Moment after = Moment.now(server);
    return new MeasuredWindow(
        connections,
        windows,
        startedAt,
        connecting,
        result,
        before,
        after,
        List.copyOf(seconds),
        layout,
        Findings.NONE);
  }

  /**
   * A server that does not answer is found out when the window is over: the load goes on until
   * then.
   */
  private void second(List<Moment> seconds) {
    try {
      seconds.add(Moment.now(server));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no counters for this second: {0}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a failure of the driver really was: the server's own words if it is dead. */
  public IOException reason(IOException failure) throws InterruptedException {
    return server.reason(failure);
  }

  /** The server's counters now. */
  public ServerSample sample() throws IOException, InterruptedException {
    return server.sample();
  }

  /**
   * Where the server's memory is, after a collection. Never inside a window.
   *
   * @param connections that are open now, for the record
   */
  public MemoryParts memory(int connections) throws IOException, InterruptedException {
    return MemoryInParts.of(server.gc(), connections);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
  }

  /**
   * How a warm-up went.
   *
   * @param requests answered
   * @param quiet whether the compilers had come to rest, or the time was over
   */
  public record WarmUp(long requests, Duration elapsed, boolean quiet) {}
}
