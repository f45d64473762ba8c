package org.concurrencybench.suite.suites;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.WindowExtras;

/** Connections that were each answered once and then wait. */
final class IdleCrowd implements AutoCloseable {

  private static final Duration ONE_ANSWER_EACH = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final double NANOS_PER_MICRO = 1e3;

  private final LoadDriver driver;

  private IdleCrowd(LoadDriver driver) {
    this.driver = driver;
  }

  /**
   * Opens the connections and waits until each was answered.
   *
   * @throws IOException if one could not be opened or was not answered, saying why
   */
  static IdleCrowd come(ServerUnderLoad server, Load load)
      throws IOException, InterruptedException {
    LoadDriver driver;
    try {
      driver = LoadDriver.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
    boolean answered = false;
    try {
      answerEach(driver, load.connections(), ONE_ANSWER_EACH);
      answered = true;
      return new IdleCrowd(driver);
    } finally {
      if (!answered) {
        driver.close();
      }
    }
  }

  /** A window begins with a request on each connection, and is longer where that takes longer. */
  private static void answerEach(LoadDriver driver, int connections, Duration time)
      throws IOException, InterruptedException {
    WindowResult result = driver.run(new Phase("answered", new Loop.Closed(), time));
    boolean failed = result.errors().total() > 0 || driver.connecting().opened() < connections;
    if (!failed && result.completed() < connections && time.compareTo(LONGEST) < 0) {
      answerEach(driver, connections, time.multipliedBy(2));
    } else if (failed || result.completed() < connections) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%,d connections were to wait after an answer; %,d could be opened (%s), %,d answers came (%s)",
              connections,
              driver.connecting().opened(),
              driver.connecting().errors(),
              result.completed(),
              result.errors()));
    }
  }

  /** Adds how long connecting took. */
  WindowExtras connecting(WindowExtras extras) {
    Histogram connect = driver.connecting().connect();
    return extras
        .with("crowdConnectP50Micros", connect.getValueAtPercentile(50) / NANOS_PER_MICRO)
        .with("crowdConnectP99Micros", connect.getValueAtPercentile(99) / NANOS_PER_MICRO)
        .with(
            "crowdConnectedPerSecond",
            connect.getTotalCount() / (driver.connecting().elapsed().toNanos() / 1e9));
  }

  @Override
  public void close() {
    driver.close();
  }
}
