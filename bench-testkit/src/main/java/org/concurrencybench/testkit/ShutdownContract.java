package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/** Ending a server delivers what is on its way, says farewell, and leaves nothing behind. */
interface ShutdownContract extends Contract {

  /** More than the kernel takes from the server for a client that does not read. */
  int LARGE_BYTES = 16 << 20;

  @Test
  default void aReplyInFlightIsDelivered() throws Exception {
    try (var server = start(withLargeMessages())) {
      byte[] large = Payloads.of(1, LARGE_BYTES);
      TestClient client = server.clientWithSmallWindow();
      client.sendEcho(large);
      client.awaitInput();
      Work<Boolean> closing = server.closeBeside();
      client.expectEcho(large);
      expectFarewell(client);
      closing.result();
      assertThat(server.stats().ioFailures()).isZero();
    }
  }

  @Test
  default void aReplyInFlightIsDeliveredThoughMoreRequestsWait() throws Exception {
    try (var server = start(withLargeMessages())) {
      byte[] large = Payloads.of(1, LARGE_BYTES);
      byte[] next = Payloads.of(2, 1 << 20);
      TestClient client = server.clientWithSmallWindow();
      client.sendEcho(large);
      client.sendEcho(next);
      client.awaitInput();
      Work<Boolean> closing = server.closeBeside();
      client.expectEcho(large);
      client.readToEnd(); // the next may be answered, or it may not
      closing.result();
    }
  }

  @Test
  default void whoIsIdleHearsFarewell() throws Exception {
    try (var server = start()) {
      var clients = new ArrayList<TestClient>();
      for (int i = 0; i < 50; i++) {
        TestClient client = server.client();
        client.echo(Payloads.of(i, 100));
        clients.add(client);
      }
      Work<Boolean> closing = server.closeBeside();
      for (TestClient client : clients) {
        expectFarewell(client);
        client.close();
      }
      closing.result();
      assertThat(server.stats().ioFailures()).isZero();
    }
  }

  @Test
  default void closingTwiceOrAtTheSameTimeIsClosingOnce() throws Exception {
    try (var server = start()) {
      server.client().echo(Payloads.of(1, 100));
      var closings = new ArrayList<Work<Boolean>>();
      for (int i = 0; i < 4; i++) {
        closings.add(
            TestServer.beside(() -> {
              server.server().close();
              return server.stats().open() == 0;
            }));
      }
      for (Work<Boolean> closing : closings) {
        assertThat(closing.result()).as("nothing open when any close returns").isTrue();
      }
      server.server().close();
    }
  }

  @Test
  default void aServerThatNobodyUsedLeavesNothing() throws Exception {
    for (int i = 0; i < 3; i++) {
      start().close();
    }
  }

  private ServerConfig withLargeMessages() {
    ServerConfig config = config();
    return new ServerConfig(
        config.protocol(),
        config.bind(),
        config.transport(),
        config.processors(),
        config.maxConnections(),
        new Limits(LARGE_BYTES),
        config.variant(),
        config.backend());
  }
}
