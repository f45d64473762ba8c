package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.core.server.WireProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChurnTest {

  private static final int CONNECTIONS = 8;
  private static final Phase CHURN = new Phase("churn", new Loop.Churn(), Duration.ofSeconds(1));

  @ParameterizedTest
  @EnumSource
  void everyRequestHasAConnectionOfItsOwn(ClientKind client) throws Exception {
    WireProtocol wire = client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP;
    try (var stub = new ServiceStub(wire);
        var driver =
            LoadDriver.connect(Load.of(stub.address(), client, Workload.echo(64), CONNECTIONS))) {
      long connected = CONNECTIONS;
      for (int i = 0; i < 2; i++) {
        WindowResult result = driver.run(CHURN);
        assertThat(result.errors().total()).as("%s", result.errors()).isZero();
        assertThat(result.connectionErrors().total()).isZero();
        assertThat(result.completed()).isEqualTo(result.issued()).isGreaterThan(CONNECTIONS);
        assertThat(result.reconnects())
            .isEqualTo(result.completed())
            .isEqualTo(result.connect().getTotalCount());
        connected += result.reconnects();
        // Those of the beginning were never asked, so the stub may see them late.
        await(stub, connected);
        assertThat(result.response().getMean())
            .as("from the connect call")
            .isGreaterThan(result.service().getMean());
        assertThat(result.peakOutstanding()).isLessThanOrEqualTo(CONNECTIONS);
      }
      WindowResult open = driver.run(new Phase("open", new Loop.Open(200), Duration.ofMillis(500)));
      assertThat(open.errors().total()).as("connections as usual again").isZero();
      assertThat(open.completed()).isEqualTo(open.issued());
    }
  }

  private static void await(ServiceStub stub, long accepted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (stub.accepted() != accepted) {
      assertThat(System.nanoTime() - deadline)
          .as("%d accepted instead of %d", stub.accepted(), accepted)
          .isNegative();
      Thread.sleep(1);
    }
  }

  @Test
  void connectionsThatFailAreCountedAndTheLoopGoesOn() throws Exception {
    var count = new AtomicInteger();
    try (var server =
            new StubServer((message, peer) -> {
              if (count.incrementAndGet() % 5 == 0) {
                peer.reset();
              } else {
                peer.reply(message);
              }
            });
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(64), CONNECTIONS))) {
      WindowResult result = driver.run(CHURN);
      assertThat(result.errors().count(ErrorKind.RESET)).isPositive();
      assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
      assertThat(result.completed()).isGreaterThan(CONNECTIONS);
    }
  }

  @Test
  void connectionsThatAreRefusedFailTheirRequest() throws Exception {
    var server = new StubServer((message, peer) -> peer.reply(message));
    try (server;
        var driver =
            LoadDriver.connect(
                Load.of(server.address(), ClientKind.TCP, Workload.echo(64), CONNECTIONS))) {
      server.close();
      WindowResult result = driver.run(CHURN);
      assertThat(result.issued()).isEqualTo(result.completed() + result.errors().total());
      assertThat(result.errors().total()).isGreaterThanOrEqualTo(CONNECTIONS - 1);
    }
  }
}
