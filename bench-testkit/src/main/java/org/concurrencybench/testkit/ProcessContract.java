package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.service.Service;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What has nothing to do with the protocol: where a server listens, through what, and that it
 * always ends.
 */
interface ProcessContract extends Contract {

  @Test
  default void aPortThatIsTakenIsSaidAndNothingIsLeft() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var before = Residue.now();
      var address = (InetSocketAddress) taken.getLocalSocketAddress();
      ServerConfig config = at(address);
      assertThatThrownBy(() -> Models.named(model()).start(config, new BenchService()))
          .isInstanceOf(BindException.class);
      before.awaitNothingMore();
    }
  }

  @Test
  default void aPortIsFreeAgainAfterwards() throws Exception {
    InetSocketAddress address;
    try (var server = start()) {
      TestClient client = server.client();
      client.echo(Payloads.of(1, 100));
      address = server.server().address();
      server.server().close();
      try (var next = start(at(address))) {
        next.client().echo(Payloads.of(2, 100));
      }
    }
  }

  @Test
  default void anAddressThatDoesNotExistIsSaidAndNothingIsLeft() {
    var before = Residue.now();
    ServerConfig config = at(InetSocketAddress.createUnresolved("no.such.host.invalid", 0));
    assertThatThrownBy(() -> Models.named(model()).start(config, new BenchService()))
        .isInstanceOf(IOException.class);
    before.awaitNothingMore();
  }

  @Test
  default void aTransportIsThereOrSaidToBeMissing() throws Exception {
    for (Transport transport : Transport.values()) {
      var before = Residue.now();
      Throwable failure =
          catchThrowable(() -> {
            try (var server = start(config().withTransport(transport))) {
              server.client().echo(Payloads.of(1, 100));
            }
          });
      if (failure != null) {
        assertThat(failure)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'" + transport + "'");
      }
      before.awaitNothingMore();
    }
  }

  @Test
  default void aBugEndsOneConnectionAndIsCounted() throws Exception {
    var before = Residue.now();
    var echo = new BenchService();
    Service faulty =
        request -> {
          if (request instanceof Request.Echo(var payload) && payload.remaining() == 13) {
            throw new IllegalStateException("a bug on purpose, for the test");
          }
          return echo.handle(request);
        };
    try (Server server = Models.named(model()).start(config(), faulty);
        TestClient bystander = connect(server.address());
        TestClient client = connect(server.address())) {
      bystander.echo(Payloads.of(1, 12));
      client.echo(Payloads.of(2, 12));
      client.sendEcho(Payloads.of(3, 13));
      client.expectEnd();
      Deadline.await("counted as a bug", () -> server.stats().snapshot().bugs() == 1);
      bystander.echo(Payloads.of(4, 12));
      assertThat(server.stats().snapshot().open()).isEqualTo(1);
    }
    before.awaitNothingMore();
  }

  @Test
  default void whoFindsNoDescriptorIsServedWhenThereIsOneAgain() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/sh")), "needs a shell to limit open files");
    try (var server = ChildServer.start(model(), config().transport(), 160)) {
      try (TestClient first = connect(server.address())) {
        first.echo(Payloads.of(0, 100)); // loads what serving needs, while files can be opened
      }
      var clients = new ArrayList<TestClient>();
      for (int i = 0; i < 220; i++) {
        clients.add(connect(server.address()));
      }
      Deadline.await("the server cannot accept", () -> server.warnings() > 0);
      for (TestClient client : clients.subList(0, 170)) {
        client.close();
      }
      for (TestClient client : clients.subList(170, 220)) {
        client.echo(Payloads.of(1, 100));
        client.close();
      }
      assertThat(server.end()).as("connections ended by a bug").isZero();
      assertThat(server.warnings()).as("attempts to accept without a descriptor").isLessThan(5_000);
    }
  }

  private TestClient connect(InetSocketAddress address) throws IOException {
    return TestClient.connect(address, dialect(), config().limits());
  }

  @Test
  default void whoDoesNotReadIsCutInTheEnd() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      byte[] request = client.encoded(Payloads.of(1, 1 << 20));
      var sent = new AtomicLong();
      var sending =
          TestServer.beside(() -> {
            try {
              while (true) {
                client.send(request);
                sent.addAndGet(request.length);
              }
            } catch (IOException _) {
              return true; // the server cut it
            }
          });
      Deadline.awaitQuiet("the server takes no more", sent::get);
      server.server().close();
      sending.result();
      assertThat(server.stats().open()).isZero();
    }
  }

  private ServerConfig at(InetSocketAddress address) {
    ServerConfig config = config();
    return new ServerConfig(
        config.protocol(),
        address,
        config.transport(),
        config.processors(),
        config.maxConnections(),
        config.limits(),
        config.variant(),
        config.backend());
  }
}
