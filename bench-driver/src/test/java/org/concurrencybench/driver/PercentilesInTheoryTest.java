package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures the measurer at every percentile that is listed, against servers whose times are known
 * functions.
 *
 * <p>A percentile of n requests scatters as if it were taken at p +- sqrt(p (1 - p) / n); six times
 * that is allowed, and a fifth of the known time on top, because a stub on a busy machine answers
 * late. What omission hides is far beyond both.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PercentilesInTheoryTest {

  private static final double[] PERCENTILES = {50, 80, 90, 95, 99, 99.9};
  private static final Duration KNOWN = Duration.ofSeconds(1);
  private static final double SLACK = 0.2;
  private static final double STANDARD_DEVIATIONS = 6;

  /**
   * Asserts that a histogram is what theory says.
   *
   * @param theory time at a quantile from 0 to 1, as a fraction of {@link #KNOWN}
   */
  private static void assertIs(Histogram nanos, DoubleUnaryOperator theory) {
    double n = nanos.getTotalCount();
    assertThat(n).isGreaterThan(500);
    for (double percentile : PERCENTILES) {
      double p = percentile / 100;
      double scatter = STANDARD_DEVIATIONS * Math.sqrt(p * (1 - p) / n);
      double lowest = theory.applyAsDouble(Math.max(0, p - scatter)) - SLACK;
      double highest = theory.applyAsDouble(Math.min(1, p + scatter)) + SLACK;
      assertThat(nanos.getValueAtPercentile(percentile) / (double) KNOWN.toNanos())
          .as("p%s of %.0f, as a fraction of the known time", percentile, n)
          .isBetween(lowest, highest);
    }
  }

  /** How many took at least half of the known time. */
  private static long slow(Histogram nanos) {
    long from = KNOWN.toNanos() / 2;
    return nanos.getMaxValue() < from ? 0 : nanos.getCountBetweenValues(from, nanos.getMaxValue());
  }

  /** Stands still for the known time, from a known moment of the measured window. */
  private static final class Stalling {

    private static final Duration FROM = Duration.ofMillis(1_500);

    private final AtomicBoolean measuring = new AtomicBoolean();
    private final AtomicLong firstNanos = new AtomicLong();

    void answer(byte[] message, StubServer.Peer peer) throws IOException, InterruptedException {
      if (measuring.get()) {
        long now = System.nanoTime();
        firstNanos.compareAndSet(0, now);
        long since = now - firstNanos.get() - FROM.toNanos();
        if (since >= 0 && since < KNOWN.toNanos()) {
          TimeUnit.NANOSECONDS.sleep(KNOWN.toNanos() - since);
        }
      }
      peer.reply(message);
    }

    WindowResult run(Loop loop, int connections, Duration window) throws Exception {
      try (var server = new StubServer(this::answer);
          var driver =
              LoadDriver.connect(
                  Load.of(server.address(), ClientKind.TCP, Workload.echo(64), connections))) {
        driver.run(new Phase("warm-up", new Loop.Closed(), Duration.ofSeconds(1)));
        measuring.set(true);
        WindowResult result = driver.run(new Phase("measured", loop, window));
        assertThat(result.errors().total()).isZero();
        return result;
      }
    }
  }

  private static final int CONNECTIONS = 8;
  private static final double RATE = 500;
  private static final Duration WINDOW = Duration.ofSeconds(5);

  /** A stall S in a window W: due in it is S / W of the requests, and these wait 0 to S. */
  private static double afterAStall(double quantile) {
    double parts = (double) WINDOW.toNanos() / KNOWN.toNanos();
    return Math.max(0, 1 - (1 - quantile) * parts);
  }

  @Test
  void openLoopShowsAStallAtEveryPercentile() throws Exception {
    WindowResult result = new Stalling().run(new Loop.Open(RATE), CONNECTIONS, WINDOW);
    assertIs(result.response(), PercentilesInTheoryTest::afterAStall);
  }

  @Test
  void serviceTimeShowsOnlyWhatWasInHand() throws Exception {
    WindowResult result = new Stalling().run(new Loop.Open(RATE), CONNECTIONS, WINDOW);
    assertThat(slow(result.service())).isBetween(1L, (long) CONNECTIONS);
    assertThat(slow(result.response())).isGreaterThan(10L * CONNECTIONS);
  }

  /** And Tene's correction brings back what the closed loop left out: it is told the interval. */
  @Test
  void closedLoopHidesAStallUntilItIsCorrected() throws Exception {
    Duration interval = Duration.ofMillis(16);
    WindowResult result = new Stalling().run(new Loop.Closed(interval), CONNECTIONS, WINDOW);
    assertThat(slow(result.response())).isBetween(1L, (long) CONNECTIONS);
    assertIs(
        result.response().copyCorrectedForCoordinatedOmission(interval.toNanos()),
        PercentilesInTheoryTest::afterAStall);
  }

  /**
   * Answers after u times the known time, u in the order of van der Corput, which is as even as it
   * can be at any moment: the percentile p is p times the known time.
   */
  private static StubServer.Behaviour even() {
    var count = new AtomicLong();
    return (message, peer) -> {
      long bits = Long.reverse(count.incrementAndGet()) >>> 1;
      Thread.sleep(Duration.ofNanos(Math.round(bits * 0x1p-63 * KNOWN.toNanos())));
      peer.reply(message);
    };
  }

  @Test
  void everyPercentileOfAKnownDistributionIsSeenInBothLoops() throws Exception {
    try (var server = new StubServer(even());
        var driver =
            LoadDriver.connect(Load.of(server.address(), ClientKind.TCP, Workload.echo(64), 400))) {
      WindowResult closed = driver.run(new Phase("closed", new Loop.Closed(), WINDOW));
      assertThat(closed.errors().total()).isZero();
      assertIs(closed.service(), quantile -> quantile);

      WindowResult open = driver.run(new Phase("open", new Loop.Open(400), WINDOW));
      assertThat(open.errors().total()).isZero();
      assertIs(open.service(), quantile -> quantile);
      // Connections take turns of about a second, and no answer takes longer.
      assertIs(open.response(), quantile -> quantile);
    }
  }
}
