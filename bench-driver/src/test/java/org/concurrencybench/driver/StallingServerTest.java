package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures the measurer: a server that answers at once, except that everything that arrives in one
 * known second waits until that second is over. Of a window of four seconds, theory says:
 *
 * <pre>
 *   share of requests that take longer than x = (1 s - x) / 4 s        for those who do not wait for the server
 * </pre>
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StallingServerTest {

  private static final int CONNECTIONS = 8;
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final long STALL_FROM_MILLIS = 1_500;
  private static final long STALL_MILLIS = 1_000;

  /**
   * Generous, because the machine that runs the tests may be busy; theory is far from what omission
   * would show.
   */
  private static final double TOLERANCE = 0.05;

  private volatile boolean measuring;
  private long firstRequestNanos;

  private void answer(byte[] message, StubServer.Peer peer)
      throws java.io.IOException, InterruptedException {
    if (!measuring) {
      peer.reply(message);
      return;
    }
    long now = System.nanoTime();
    synchronized (this) {
      if (firstRequestNanos == 0) {
        firstRequestNanos = now;
      }
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(now - firstRequestNanos) - STALL_FROM_MILLIS;
    if (millis >= 0 && millis < STALL_MILLIS) {
      Thread.sleep(STALL_MILLIS - millis);
    }
    peer.reply(message);
  }

  private WindowResult run(Loop loop) throws Exception {
    try (var server = new StubServer(this::answer);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(64), CONNECTIONS))) {
      driver.run(new Phase("warm-up", new Loop.Closed(), Duration.ofSeconds(1)));
      measuring = true;
      WindowResult result = driver.run(new Phase("test", loop, WINDOW));
      assertThat(result.errors().total()).isZero();
      return result;
    }
  }

  private static double shareAbove(Histogram histogram, long millis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    long above = histogram.getCountBetweenValues(nanos, Math.max(nanos, histogram.getMaxValue()));
    return histogram.getMaxValue() < nanos ? 0 : (double) above / histogram.getTotalCount();
  }

  private static double theory(long millis) {
    return (double) (STALL_MILLIS - millis) / WINDOW.toMillis();
  }

  private static void assertStallIsSeen(WindowResult result) {
    for (long millis : new long[] {250, 500, 750}) {
      assertThat(shareAbove(result.response(), millis))
          .as("share above %d ms", millis)
          .isCloseTo(theory(millis), within(TOLERANCE));
    }
    assertThat(result.response().getMaxValue() / 1e6).isGreaterThan(STALL_MILLIS * 0.95);
  }

  private static void assertLatenessDoesNotDependOnTheServer(WindowResult result) {
    assertThat(result.lateness().getTotalCount()).isEqualTo(result.issued());
    assertThat(shareAbove(result.lateness(), STALL_MILLIS / 4)).isLessThan(0.01);
  }

  @Test
  void anOpenLoopWithPoissonArrivalsShowsTheStallAsTheorySays() throws Exception {
    WindowResult result = run(new Loop.Open(1_000, Arrivals.POISSON));
    assertStallIsSeen(result);
    assertLatenessDoesNotDependOnTheServer(result);
  }

  @Test
  void anOpenLoopWithConstantArrivalsShowsTheStallAsTheorySays() throws Exception {
    WindowResult result = run(new Loop.Open(1_000, Arrivals.CONSTANT));
    assertStallIsSeen(result);
    assertLatenessDoesNotDependOnTheServer(result);
    assertThat(result.issued()).isEqualTo(4_000);
  }

  /**
   * The reason why both times are recorded: the server itself was slow only for what it had in
   * hand.
   */
  @Test
  void serviceTimeShowsTheStallOnlyForTheRequestsThatTheServerHad() throws Exception {
    WindowResult result = run(new Loop.Open(1_000));
    Histogram service = result.service();
    assertThat(Math.round(shareAbove(service, STALL_MILLIS / 2) * service.getTotalCount()))
        .isBetween(1L, (long) CONNECTIONS);
  }

  /** Coordinated omission, on purpose: why a closed loop is used for nothing but a peak. */
  @Test
  void aClosedLoopHidesTheStall() throws Exception {
    WindowResult result = run(new Loop.Closed(Duration.ofMillis(1)));
    assertThat(result.response().getTotalCount()).isGreaterThan(1_000);
    assertThat(
            Math.round(
                shareAbove(result.response(), STALL_MILLIS / 2)
                    * result.response().getTotalCount()))
        .isBetween(1L, (long) CONNECTIONS);
    assertThat(result.response().getMaxValue() / 1e6).isGreaterThan(STALL_MILLIS * 0.95);
  }
}
