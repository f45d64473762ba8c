package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.concurrencybench.core.blocking.BlockingServer;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.system.loop.EventLoops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver against a real server of core. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadDriverTest {

  private static final Duration SHORT = Duration.ofMillis(600);
  private static final int PAYLOAD = 200;

  private static Server server(ClientKind client) throws Exception {
    WireProtocol protocol = client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
    return BlockingServer.start(
        ServerConfig.loopback(protocol), new BenchService(), Thread.ofVirtual().factory());
  }

  private static void assertSound(WindowResult result) {
    assertThat(result.errors().total()).as("errors: %s", result.errors()).isZero();
    assertThat(result.issued()).isEqualTo(result.completed());
    assertThat(result.completedInside()).isLessThanOrEqualTo(result.completed());
    for (Histogram histogram : List.of(result.response(), result.service())) {
      assertThat(histogram.getTotalCount()).isEqualTo(result.completed());
      double last = 0;
      for (double percentile : new double[] {0, 50, 90, 99, 99.9, 99.99, 100}) {
        assertThat((double) histogram.getValueAtPercentile(percentile))
            .isGreaterThanOrEqualTo(last);
        last = histogram.getValueAtPercentile(percentile);
      }
    }
    assertThat(result.service().getMean()).isLessThanOrEqualTo(result.response().getMean() * 1.001);
    assertThat(result.clamped()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, ECHO, EPOLL",
    "TCP, ECHO, NIO",
    "HTTP, ECHO, EPOLL",
    "HTTP, HELLO, EPOLL",
    "HTTP, HELLO, NIO",
    "WS, ECHO, EPOLL"
  })
  void everyReplyIsRightInBothLoops(ClientKind client, String kind, EventLoops loops)
      throws Exception {
    assumeTrue(loops == EventLoops.NIO || EventLoops.best() == EventLoops.EPOLL, "no epoll here");
    Workload workload = kind.equals("HELLO") ? Workload.hello() : Workload.echo(PAYLOAD);
    try (var server = server(client);
        var driver = LoadDriver.connect(Load.of(server.address(), client, workload, 10), loops)) {
      assertThat(driver.connecting().opened()).isEqualTo(10);
      assertThat(driver.connecting().connect().getTotalCount()).isEqualTo(10);
      assertThat(driver.connecting().errors().total()).isZero();

      WindowResult closed = driver.run(new Phase("closed", new Loop.Closed(), SHORT));
      assertSound(closed);
      assertThat(closed.completed()).isGreaterThan(10);
      assertThat(closed.peakOutstanding()).isEqualTo(10);
      assertThat(closed.lateness().getTotalCount()).isZero();
      assertThat(closed.response().getMaxValue()).isEqualTo(closed.service().getMaxValue());

      WindowResult open = driver.run(new Phase("open", new Loop.Open(200), SHORT));
      assertSound(open);
      assertThat(open.lateness().getTotalCount()).isEqualTo(open.issued());
      assertThat(open.reconnects()).isZero();
      assertThat(server.stats().snapshot().accepted()).isEqualTo(10);
      assertThat(server.stats().snapshot().violations()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLargePayloadComesBackInManyPieces(ClientKind client) throws Exception {
    try (var server = server(client);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), client, Workload.echo(Workload.MAX_PAYLOAD_BYTES), 4))) {
      WindowResult result = driver.run(new Phase("large", new Loop.Closed(), SHORT));
      assertSound(result);
      assertThat(result.completed()).isPositive();
    }
  }

  @Test
  void workersShareConnectionsAndRate() throws Exception {
    try (var server = server(ClientKind.TCP);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 11)
                    .withWorkers(3))) {
      assertThat(driver.connecting().opened()).isEqualTo(11);
      var second = Duration.ofSeconds(1);
      WindowResult result =
          driver.run(new Phase("constant", new Loop.Open(600, Arrivals.CONSTANT), second));
      assertSound(result);
      assertThat(result.issued()).isEqualTo(600);
      assertThat(result.lateness().getTotalCount()).isEqualTo(600);
    }
  }

  @Test
  void littlesLawHolds() throws Exception {
    try (var server = server(ClientKind.TCP);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 20))) {
      WindowResult result =
          driver.run(new Phase("closed", new Loop.Closed(), Duration.ofSeconds(1)));
      // Requests in flight were counted; here is the same from their service times. What differs is
      // what hung over the end
      // of issuing: at most every connection's last request, from there to the last reply.
      double counted = result.meanInFlight() * result.phase().duration().toNanos();
      double timed = result.service().getMean() * result.completed();
      double overhang = 20.0 * result.elapsed().minus(result.phase().duration()).toNanos();
      assertThat(counted).isBetween((timed - overhang) * 0.998, timed * 1.002);
    }
  }

  @Test
  void theThinkTimeIsKept() throws Exception {
    try (var server = server(ClientKind.TCP);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 5))) {
      WindowResult result =
          driver.run(
              new Phase(
                  "thinking", new Loop.Closed(Duration.ofMillis(100)), Duration.ofSeconds(1)));
      assertSound(result);
      // At most one at once and one after each of ten pauses, for each connection.
      assertThat(result.issued()).isBetween(10L, 50L);
      assertThat(result.lateness().getTotalCount()).isEqualTo(result.issued() - 5);
    }
  }

  /** Without a drain, the tick that gives up has just sent some: their age is no less than zero. */
  @Test
  void rateBeyondTheDriverEndsInTimeouts() throws Exception {
    try (var server = server(ClientKind.TCP);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 50)
                    .withDrain(Duration.ZERO))) {
      WindowResult result =
          driver.run(new Phase("beyond", new Loop.Open(2_000_000), Duration.ofMillis(300)));
      assertThat(result.errors().count(ErrorKind.TIMEOUT)).isPositive();
      assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
      assertThat(result.longestStallNanos()).isPositive();
    }
  }

  @Test
  void manyConnectionsAreOpenedAndClosed() throws Exception {
    try (var server = server(ClientKind.TCP)) {
      try (var driver =
          LoadDriver.connect(
              Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 500)
                  .withWorkers(2))) {
        assertThat(driver.connecting().opened()).isEqualTo(500);
        // The kernel completes a connection before the server takes it.
        await(() -> server.stats().snapshot().accepted() == 500);
      }
      await(() -> server.stats().snapshot().open() == 0);
      assertThat(server.stats().snapshot().ioFailures()).as("left in good order").isZero();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("still waiting").isNegative();
      Thread.sleep(1);
    }
  }

  @Test
  void progressIsTold() throws Exception {
    List<WindowObserver.Progress> told = new ArrayList<>();
    try (var server = server(ClientKind.TCP);
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(PAYLOAD), 2))) {
      driver.run(new Phase("observed", new Loop.Closed(), Duration.ofMillis(2_500)), told::add);
    }
    assertThat(told).hasSizeGreaterThanOrEqualTo(2);
    assertThat(told)
        .isSortedAccordingTo(Comparator.comparingLong(WindowObserver.Progress::completed));
    assertThat(told.getFirst().completed()).isPositive();
    assertThat(told.getFirst().phase().name()).isEqualTo("observed");
  }

  @Test
  void sharesAddUpAndDifferByOneAtMost() {
    for (int workers = 1; workers < 8; workers++) {
      int sum = 0;
      for (int i = 0; i < workers; i++) {
        assertThat(Worker.share(23, workers, i)).isBetween(23 / workers, 23 / workers + 1);
        sum += Worker.share(23, workers, i);
      }
      assertThat(sum).isEqualTo(23);
    }
  }
}
